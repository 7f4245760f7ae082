"""Problems: what is wrong with an input, where, under which code, and how it is drawn; inert text."""
