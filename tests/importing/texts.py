"""A short report of the year 2001, and what is done to it."""

REPORT = """Canada-Mexico Partnership - 2001 Annual Report

Part I: Message from the National Co-chairs

Canada and Mexico met for the ninth time. The talks in Halifax were short and friendly.

Part II: Reports of the working groups

Sea Working Group

Canadian Co-chair

Noor Haddad-Lavoie
Director General, Coastal Samples
Department of Sample Waters (DSW)

Mexican Co-chair

Ximena Barragán Soto
Head of the Unit of Invented Rivers
Secretariat of Imaginary Resources (SIR)

I. Results

Both sides counted the herring of two bays. A map of the bays was printed in June.

II. Future actions

Canada will lend a boat to the port of Progreso. Mexico will train ten wardens by June 2002.

III. Challenges

"""


def changed(before, after, text=REPORT):
    """The text with one place in other words."""
    assert text.count(before) == 1
    return text.replace(before, after)
