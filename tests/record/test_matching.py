"""Names that are near listed ones, and names that are not: the worst answer is a false "not listed"."""

from __future__ import annotations

from datetime import date

import pytest

from fto_check.record.entry import Doubt, Standing
from fto_check.record.reading import load_record
from fto_check.record.spelling import is_within, latin, sound

RECORD = load_record()
DAY = date(2026, 6, 8)

USUAL_SPELLINGS = """
abu-sayyaf-group: Abu Sayyaf; Abou Sayyaf; Sayyaf, Abu; Abu Sayaf Group (Philippines)
al-aqsa-martyrs-brigade: Al-Aqsa Martyrs' Brigades; Aqsa Brigades
al-qaida: Al-Qaeda; Al Kaida; Al-Quaeda; Al Qaeda Network; Qaeda; القاعدة; Аль-Каида
al-shabaab: Al Shabab; Shabab; Harakat al-Shabaab; حركة الشباب
ansar-al-dine: Ansar Eddine; Ansar Dine
ansarallah: Houthi; Houthi movement; Ansarullah
aqim: Al Qaeda in Islamic Maghreb
aqap: AQAP (Yemen); Al-Qaeda in the Arabian Peninsula
balochistan-liberation-army: Baluchistan Liberation Army; Baloch Liberation Army
barrio-18: Barrio 18 gang
boko-haram: Boko-Haram; Bokoharam; Boko Haram sect; بوكو حرام
cartel-de-los-soles: Cartel of the Sun
cartel-de-sinaloa: Sinaloa; Cartel of Sinaloa; Cártel de Sinaloa (Mexico)
cartel-del-golfo: Gulf Cartel (Mexico)
cartel-del-noreste: Zetas; Los Zetas / Cártel del Noreste
carteles-unidos: The Grandfather Cartel; Carteles Unidos de Michoacán
cjng: Jalisco; Jalisco Cartel; New Generation Cartel of Jalisco; Cartel de Jalisco (CJNG)
clan-del-golfo: Clan Golfo; Autodefensas Gaitanistas
dhkp-c: Devrimci Halk Kurtuluş Partisi-Cephesi (DHKP-C)
eln: National Liberation Army (Colombia); ELN (Colombia)
hamas: Hamas (Gaza); Hamas Movement; حماس; ХАМАС
haqqani-network: Haqqani; The Haqqanis; Haqqani Group
harakat-ul-mujahidin: Harkat-ul-Mujahideen
hizballah: Hezbollah; Hizbullah; Hisbollah; Hizb Allah; Hezbollah Lebanon; حزب الله; Хезболла
imu: Islamic Movement Uzbekistan
indian-mujahedeen: Indian Mujahidin
irgc: Revolutionary Guards
isis: Islamic State group; Islamic State of Iraq and Syria (ISIS); al-Zarqawi network; ISIS (Syria); Da'esh
islamic-jihad-union: Islamic Jihad Union (Uzbekistan)
jaish-e-mohammed: Jaish-e-Muhammad; Jaish e Mohammad
jemaah-islamiya: Jemaah Islamiyah; Jamaah Islamiyah
kataib-hizballah: Kataib Hezbollah; Kata'eb Hezbollah
la-nueva-familia-michoacana: La Familia Michoacana
lashkar-e-tayyiba: Lashkar-e-Toiba; Lashkar-i-Taiba; Lashkar-e-Taiba
lebanese-muslim-brotherhood: The Dawn Forces; Muslim Brotherhood (Lebanon); Lebanon Muslim Brotherhood
ltte: Tamil Tiger; Liberation Tigers
ms-13: MS 13; Mara Salvatrucha 13; Mara Salvatrucha (MS-13)
palestinian-islamic-jihad: Islamic Jihad in Palestine; Palestinian Islamic Jihad Movement
pflp: Front for the Liberation of Palestine, Popular
pkk: Kurdistan Workers' Party; Kurdish Workers Party; Partiya Karkerên Kurdistanê
primeiro-comando-da-capital: Primer Comando de la Capital
shining-path: Sendero Luminoso del Perú
tren-de-aragua: Tren de Aragüa
ttp: Tehreek-e-Taliban Pakistan; Tehrik-i-Taliban
"""
NOT_LISTED = """
Doctors Without Borders; Médecins Sans Frontières; Doctors Without Borders (MSF); Red Cross; American Red
Cross; Japanese Red Cross Society; International Committee of the Red Cross; Palestine Red Crescent Society;
Amnesty International; Oxfam; Save the Children; Islamic Relief Worldwide; Muslim Aid; Islamic Society of
North America; Islamic Development Bank; Arab Bank; Bank of Palestine; National Bank of Egypt; Gulf
International Bank; Gulf Air; Deutsche Bank; Bank Melli Iran; Abu Dhabi Islamic Bank; Sinaloa State
University; Gobierno de Jalisco; Democratic Party; Labour Party; Workers' Party (Brazil); Communist Party of
China; Communist Party of India (Maoist); Kurdistan Democratic Party; Fatah; Sinn Féin; Taliban; Palestine
Liberation Organization; Tamil National Alliance; National Liberation Front of Algeria; African National
Congress; Zapatista Army of National Liberation; Red Brigades; Red Army Faction; People's Liberation Army;
Lebanese Armed Forces; Syrian Democratic Forces; Medellín Cartel; Cali Cartel; Yamaguchi-gumi; Aryan
Brotherhood; ISIS Pharmaceuticals; New Mexico Lobos; Aleph Farms; Black September bookstore; Australian
Defence Force (ADF); African Development Fund (ADF); Clan Campbell; Real Madrid
"""
NEVERTHELESS = {
    "Taliban": "ttp",  # the Pakistani Taliban are listed, the Afghan ones are not: the word alone does not say which
}


def usual_spellings() -> list[tuple[str, str]]:
    rows = (line.partition(": ") for line in USUAL_SPELLINGS.strip().splitlines())
    return [(entry_id, name.strip()) for entry_id, _, names in rows for name in names.split(";")]


def test_there_are_many() -> None:
    assert len(usual_spellings()) >= 60
    assert len(" ".join(NOT_LISTED.split()).split("; ")) >= 40
    assert len(NEVERTHELESS) <= 2


@pytest.mark.parametrize(("entry_id", "name"), usual_spellings())
def test_a_usual_spelling_is_never_not_listed(entry_id: str, name: str) -> None:
    found = RECORD.standing_of(None, (name,), DAY)
    if found.status is Standing.UNCLEAR:
        assert entry_id in found.candidates, found.candidates
    else:
        assert (found.status, found.entry and found.entry.id) == (Standing.DESIGNATED, entry_id)


@pytest.mark.parametrize("name", " ".join(NOT_LISTED.split()).split("; "))
def test_a_shared_common_word_makes_no_name_near(name: str) -> None:
    found = RECORD.standing_of(None, (name,), DAY)
    if name in NEVERTHELESS:
        assert found.candidates == (NEVERTHELESS[name],)
    else:
        assert (found.status, found.candidates) == (Standing.NOT_LISTED, ())


@pytest.mark.parametrize("entry", RECORD.entries, ids=lambda entry: entry.id)
def test_each_name_of_the_record_is_known(entry: object) -> None:
    """In capitals, without signs, with its words in another order: never not listed."""
    from fto_check.record.entry import Entry

    assert isinstance(entry, Entry)
    for name in (entry.name, *entry.aliases):
        words = name.replace("(", " ").replace(")", " ").split()
        for form in (name.upper(), name.replace("-", " "), f"The {name}", " ".join(reversed(words))):
            if len(words) > 1 or form in (name.upper(), f"The {name}"):
                found = RECORD.standing_of(None, (form,), date(2026, 11, 30))
                assert found.status is not Standing.NOT_LISTED, form


@pytest.mark.parametrize(
    ("names", "status", "entry_id", "doubt"),
    [
        # Two entries of one organization are one answer.
        (("Kahane Chai", "Kach"), "delisted", "kahane-chai", None),
        (("Egyptian Islamic Jihad",), "designated", "al-qaida", None),
        # An own name beats a shared alias, and not another's own name.
        (("Hizballah", "Ansar Allah", "Party of God"), "designated", "hizballah", None),
        (("Houthis", "Hizballah"), "unclear", None, Doubt.SEVERAL),
        (("AAB",), "unclear", None, Doubt.SEVERAL),
        (("The Islamic Group",), "unclear", None, Doubt.SEVERAL),
        # Initials of an alias say something only where another name is near.
        (("Union of Bakers", "CU"), "unclear", None, Doubt.INITIALS),
        (("United Cartel", "CU"), "designated", "carteles-unidos", None),
        (("CU",), "designated", "carteles-unidos", None),
        # What stands in parentheses: initials, another name, or something that nobody knows.
        (("Islamic State of Iraq and Syria (ISIS)",), "designated", "isis", None),
        (("Hizballah (Party of God)",), "designated", "hizballah", None),
        (("al-Shabaab (Mozambique)",), "unclear", None, Doubt.NEAR),
        (("A local charity (Hamas)",), "unclear", None, Doubt.NEAR),
        # A script that says nothing cannot be compared; with a Latin name beside it can.
        (("基地组织",), "unclear", None, Doubt.SCRIPT),
        (("حماس", "Hamas"), "designated", "hamas", None),
        (("Союз пекарей", "Bakers' Union"), "not_listed", None, None),
        (("",), "not_listed", None, None),
    ],
)
def test_what_names_mean(names: tuple[str, ...], status: str, entry_id: str | None, doubt: Doubt | None) -> None:
    found = RECORD.standing_of(None, names, DAY)
    assert (str(found.status), found.entry and found.entry.id, found.doubt) == (status, entry_id, doubt)
    assert bool(found.candidates) == (doubt not in (None, Doubt.SCRIPT))


def test_the_designation_of_the_day_speaks_for_an_organization_that_was_merged() -> None:
    assert RECORD.standing_of(None, ("Egyptian Islamic Jihad",), date(1998, 1, 1)).status is Standing.DESIGNATED
    assert RECORD.standing_of(None, ("al-Qa'ida",), date(1998, 1, 1)).status is Standing.NOT_LISTED


def test_keys_and_distances() -> None:
    assert sound("mohammed") == sound("muhammad") == sound("mohamed")
    assert sound("qaida") == sound("kaeda")
    assert latin("Cártel") is None
    assert latin("ХАМАС") == "khamas"
    assert is_within("tigers", "tiger", 1)
    assert is_within("hizbollah", "hizbolalh", 1)
    assert not is_within("national", "nation", 1)


def test_a_long_name_takes_no_long_time() -> None:
    assert RECORD.nearest("Islamic State " * 10_000) == ()
    assert RECORD.standing_of(None, ("a" * 1_000_000,), DAY).status is Standing.NOT_LISTED
