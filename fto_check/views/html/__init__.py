"""Pages of HTML and their pictures, which the views of several commands share: `page` is where to begin."""
