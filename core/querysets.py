"""What every queryset of the project answers: which rows a user may see."""

from django.db import models


class ScopedQuerySet(models.QuerySet):
    """Base of all querysets; each subclass says in `for_user` which rows belong to a user's scope."""

    def for_user(self, user):
        """Return the rows `user` may see in the membership they act in. Raises unless overridden."""
        raise TypeError(f"{type(self).__name__} does not say who may see its rows.")


class ReferenceQuerySet(ScopedQuerySet):
    """Reference data (skill fields, register classes, ...): the same for everybody who is signed in."""

    def for_user(self, user):
        return self.all()
