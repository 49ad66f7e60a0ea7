"""Everything that finds passages: analyzer, keyword index, Chroma, embedders, fusion."""
