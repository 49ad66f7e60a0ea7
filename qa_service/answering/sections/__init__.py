"""Questions after a whole part of a document: its shortcomings, its plans, what stands under a heading."""
