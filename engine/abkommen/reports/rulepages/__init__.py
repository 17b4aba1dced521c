"""The rules as pages: one per criterion and interaction, German and English, made from the pack and its rule tests."""
