"""Questions worth asking: the library, a group's own, packs, and browsing."""
