"""Organisations, partnerships, people and their roles."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lofte.base.privacy import Privacy as Kept


class Organisation(models.Model):
    """A party: police district, municipality, housing company, association, guard company."""

    class Kind(models.TextChoices):
        POLICE = "police", _("polis")
        MUNICIPALITY = "municipality", _("kommun")
        HOUSING = "housing", _("bostadsbolag")
        ASSOCIATION = "association", _("förening")
        OTHER = "other", _("annan part")

    slug = models.SlugField("adressnamn", unique=True)
    name = models.CharField("namn", max_length=200)
    short_name = models.CharField("kort namn", max_length=60)
    kind = models.CharField("slag", max_length=20, choices=Kind.choices)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = "organisationer"

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """The organisations that promise together: a right to see and to promise, not an owner of work."""

    slug = models.SlugField("adressnamn", unique=True)
    name = models.CharField("namn", max_length=200)
    municipality_name = models.CharField("kommun", max_length=100)
    is_simulated = models.BooleanField("simulerade uppgifter", default=False)
    organisations = models.ManyToManyField(Organisation, through="Membership", verbose_name="organisationer")

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = _("samverkan")
        verbose_name_plural = "samverkan"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An organisation's place in a partnership; its position is the order in which parties are named."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField("ordning", default=0)
    signs = models.BooleanField("undertecknar löften", default=False)

    Privacy = Kept(holds="nothing", gallring=None, seen_by="public")

    class Meta:
        verbose_name = "medlemskap"
        verbose_name_plural = "medlemskap"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="membership_once"),
        ]


class UserManager(BaseUserManager["User"]):
    """Makes people; the password is hashed by the base class."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in."""

    class Reminded(models.TextChoices):
        """Of which obligations a person wants to be reminded by mail."""

        MINE = "mine", _("mina egna och mina gruppers")
        ALL = "all", _("allt som min organisation ansvarar för")
        NONE = "none", _("inga")

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField("namn", max_length=120)
    title = models.CharField("befattning", max_length=120, blank=True)
    is_active = models.BooleanField("får logga in", default=True)
    is_demo = models.BooleanField("påhittad person i demonstrationen", default=False)
    language = models.CharField(
        _("språk i brev"), max_length=2, choices=[("sv", "svenska"), ("en", "English")], default="sv"
    )
    reminded_of = models.CharField(
        _("påminnelser med e-post"), max_length=4, choices=Reminded.choices, default=Reminded.MINE
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    Privacy = Kept(
        holds="personal",
        gallring=None,
        seen_by="partnership",
        stays="what was signed, decided and answered points at the person who did it",
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = "personer"

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a person may do for an organisation in a partnership, between two dates."""

    class Kind(models.TextChoices):
        REPORTER = "reporter", _("rapportör")
        FIELD = "field", _("fältarbetare")
        COORDINATOR = "coordinator", _("samordnare")
        ANALYST = "analyst", _("analytiker")
        MEMBER = "member", _("gruppmedlem")
        APPROVER = "approver", _("godkännare")  # the signatory: says a party's yes
        DEPUTY = "deputy", _("ställföreträdare")
        PUBLISHER = "publisher", _("publicerare")
        ADMINISTRATOR = "administrator", _("administratör")
        AUDITOR = "auditor", _("granskare")
        REGISTRAR = "registrar", _("registrator")
        PROTECTION = "protection", _("dataskyddsombud")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField("roll", max_length=20, choices=Kind.choices)
    starts = models.DateField("från och med")
    ends = models.DateField("till (inte med)", null=True, blank=True)
    awaits = models.BooleanField("väntar på bekräftelse", default=False)  # until then it gives nothing
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    Privacy = Kept(holds="personal", gallring=None, seen_by="partnership")

    class Meta:
        verbose_name = "roll"
        verbose_name_plural = "roller"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")), name="role_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "partnership", "organisation", "kind", "starts"], name="role_once"
            ),
            models.CheckConstraint(
                condition=Q(awaits=False) | Q(confirmed_by=None), name="role_awaits_until_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(given_by=None) | Q(confirmed_by=None) | ~Q(given_by=F("confirmed_by")),
                name="role_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(user=F("confirmed_by")),
                name="role_not_confirmed_by_its_holder",
            ),
        ]
