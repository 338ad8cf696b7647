"""`lofte admin`: what a new installation needs before anybody can sign in."""

import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.accounts import actions
from lofte.accounts.models import Organisation, Partnership, Role, User
from lofte.places import actions as place_actions
from lofte.places.models import Area
from lofte.promises.actions.kinds import install_kinds
from lofte.publication import actions as publication
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands import begin, sign_in
from lofte.site.commands.serve import collect, demand_migrated

Row = TypeVar("Row", bound=Model)


def run(argv: Sequence[str]) -> int:
    args = _parser().parse_args(argv)
    if args.act is not migrate:
        demand_migrated()
    try:
        args.act(args)
    except actions.AddressTaken as taken:
        raise Refusal(_("%s är upptaget. Välj något annat.") % taken.slug) from taken
    except actions.AddressMalformed as malformed:
        raise Refusal(
            _("Adressnamnet %r får bara ha små bokstäver a–z, siffror och bindestreck.") % malformed.slug
        ) from malformed
    except actions.NotAMember as error:
        raise Refusal(_("Organisationen är inte med i samverkan. Kör först: lofte admin join")) from error
    return 0


def _parser() -> Parser:
    parser = Parser(prog="lofte admin", description=_("Lägger upp det som behövs innan någon kan logga in."))
    verbs = parser.add_subparsers(required=True, metavar="VERB", parser_class=Parser)

    def verb(name: str, act: Callable[[Namespace], None], text: str, *positional: str) -> Parser:
        made = verbs.add_parser(name, help=text, description=text)
        made.set_defaults(act=act)
        for word in positional:
            made.add_argument(word.lower(), metavar=word)
        return made

    verb("migrate", migrate, _("gör databasens tabeller, eller för dem i takt med programmet"))
    verb("render", render, _("framställ alla publicerade sidor på nytt ur det som är fryst"))
    verb("begin", begin.begin, _("skriv ut en adress där någon börjar en kommun i webbläsaren"))
    made = verb("partnership", partnership, _("lägg upp en samverkan"), "SLUG")
    made.add_argument("--name", required=True, metavar="NAMN")
    made.add_argument("--municipality", required=True, metavar="KOMMUN")
    made = verb("organisation", organisation, _("lägg upp en organisation"), "SLUG")
    made.add_argument("--name", required=True, metavar="NAMN")
    made.add_argument("--short", default="", metavar="KORT")
    made.add_argument("--kind", required=True, choices=Organisation.Kind.values)
    made = verb("join", join, _("låt en organisation gå in i en samverkan"), "ORGANISATION", "PARTNERSHIP")
    made.add_argument("--signs", action="store_true", help=_("undertecknar löften"))
    made = verb(
        "areas", areas, _("läs in områden ur en GeoJSON-fil (WGS84, egenskaperna code och name)"), "FILE"
    )
    made.add_argument("--kind", required=True, choices=Area.Kind.values)
    made.add_argument("--year", required=True, type=int, metavar="ÅR", help=_("indelningens år"))
    made.add_argument("--source", required=True, metavar="KÄLLA", help=_("visas på kartan"))
    made.add_argument("--parent", metavar="KOD", help=_("området som de ligger i"))
    made.add_argument(
        "--partnership", metavar="SLUG", help=_("gör en områdesgrupp av varje, i denna samverkan")
    )
    made = verb(
        "user", user, _("låt en person logga in; lösenordet frågas efter eller läses från stdin"), "EMAIL"
    )
    made.add_argument("--name", required=True, metavar="NAMN")
    made.add_argument("--title", default="", metavar="BEFATTNING")
    verb("close-account", sign_in.close_account, _("avsluta ett konto, med roller och inloggningar"), "EMAIL")
    verb(
        "reset-second-step", sign_in.reset_second_step, _("ta bort app, reservkoder och passnycklar"), "EMAIL"
    )
    verb("provider", sign_in.provider, _("lägg upp en organisations egen inloggning, ur en JSON-fil"), "FILE")
    made = verb("role", role, _("ge en person en roll"), "EMAIL", "PARTNERSHIP", "ORGANISATION")
    made.add_argument("kind", choices=Role.Kind.values)
    made.add_argument("--from", dest="starts", type=date.fromisoformat, metavar=_("DATUM"))
    return parser


def migrate(args: Namespace) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    install_kinds()
    print(_("Databasen är i takt med programmet."))


def render(args: Namespace) -> None:
    collect()  # the pages lead to static files by their hashed names
    n_pages = publication.render_again(at=timezone.now())
    print(_("%d sidor är framställda på nytt.") % n_pages)


def partnership(args: Namespace) -> None:
    made = actions.found_partnership(
        slug=args.slug, name=args.name, municipality_name=args.municipality, by_id=None, at=timezone.now()
    )
    print(_("Samverkan %s finns.") % made.slug)


def organisation(args: Namespace) -> None:
    made = actions.found_organisation(
        slug=args.slug,
        name=args.name,
        short_name=args.short or args.name,
        kind=args.kind,
        by_id=None,
        at=timezone.now(),
    )
    print(_("Organisationen %s finns.") % made.slug)


def join(args: Namespace) -> None:
    actions.join(
        partnership=_get(Partnership, slug=args.partnership),
        organisation=_get(Organisation, slug=args.organisation),
        signs=args.signs,
        by_id=None,
        at=timezone.now(),
    )
    print(_("%(organisation)s är med i %(partnership)s.") % vars(args))


def areas(args: Namespace) -> None:
    parent = _get(Area, code=args.parent, version_year=args.year) if args.parent else None
    made = []
    for feature in _features(Path(args.file)):
        area = place_actions.import_area(
            code=str(feature["properties"]["code"]),
            kind=args.kind,
            name=str(feature["properties"]["name"]),
            version_year=args.year,
            geometry=feature["geometry"],
            attribution=args.source,
            parent=parent,
        )
        made.append(area)
    if args.partnership:
        _sets(_get(Partnership, slug=args.partnership), made)
    print(_("%d områden är inlästa.") % len(made))


def _sets(where: Partnership, made: Sequence[Area]) -> None:
    for position, area in enumerate(made, start=where.area_sets.count()):
        try:
            place_actions.make_area_set(
                partnership=where,
                name=area.name,
                areas=[area],
                by_id=None,
                at=timezone.now(),
                position=position,
            )
        except place_actions.NameTaken:
            continue  # read in before: the same file twice makes nothing twice


def _features(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
        for feature in collection["features"]:
            if feature["geometry"]["type"] not in {"Polygon", "MultiPolygon"}:
                raise ValueError(feature["geometry"]["type"])
            feature["properties"]["code"], feature["properties"]["name"]
            yield feature
    except OSError as error:
        raise Refusal(
            _("Filen %(file)s kan inte läsas (%(why)s).") % {"file": path, "why": error.strerror}
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(
            _("%s är inte GeoJSON med ytor som alla har egenskaperna code och name.") % path
        ) from error


def user(args: Namespace) -> None:
    try:
        validate_email(args.email)
        password = _password()
        validate_password(password)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    made = actions.admit(
        email=args.email, name=args.name, title=args.title, password=password, by_id=None, at=timezone.now()
    )
    print(_("%s kan logga in.") % made.email)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(_("Lösenord (minst 12 tecken): "))
    if first != getpass.getpass(_("En gång till: ")):
        raise Refusal(_("Lösenorden var inte lika. Kör kommandot igen."))
    return first


def role(args: Namespace) -> None:
    given = actions.appoint(
        user=_get(User, email=args.email.lower()),
        partnership=_get(Partnership, slug=args.partnership),
        organisation=_get(Organisation, slug=args.organisation),
        kind=args.kind,
        starts=args.starts or timezone.localdate(),
        by_id=None,
        at=timezone.now(),
    )
    names = {**vars(args), "kind": Role.Kind(args.kind).label}
    if given.awaits:
        print(_("%(email)s blir %(kind)s i %(partnership)s när en administratör har bekräftat det.") % names)
    else:
        print(_("%(email)s är %(kind)s i %(partnership)s.") % names)


def _get(model: type[Row], **key: object) -> Row:
    try:
        row: Row = model._default_manager.get(**key)
    except model.DoesNotExist as error:  # type: ignore[attr-defined]
        said = ", ".join(str(value) for value in key.values())
        raise Refusal(
            _("Det finns ingen %(what)s med %(key)s.") % {"what": model._meta.verbose_name, "key": said}
        ) from error
    return row
