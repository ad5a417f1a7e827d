"""The screens: reader, palettes, prompts, help."""
