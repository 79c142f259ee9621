import GlossModel
