"""HTML: a safe tree, the walk from elements to parts, the main text, and what is refused."""
