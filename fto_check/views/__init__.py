"""Views: renderers only, a folder for each answer; what they share stands here."""
