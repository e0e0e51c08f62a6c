"""Forms inside the stream of a document: indicator tables, what is printed around them, grading bands, task lists."""
