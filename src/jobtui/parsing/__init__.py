"""A file becomes a posting: bytes, frontmatter, values, problems."""
