from skills.models.fields import LOWER_LEVEL, Level, SkillField
from skills.models.requirements import Requirements

__all__ = ["LOWER_LEVEL", "Level", "Requirements", "SkillField"]
