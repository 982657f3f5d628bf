"""Letters of other scripts that people read as one of a to z or 0 to 9, by what they are read as.

After Unicode's confusables.txt (UTS 39, version 13; its licence: UNICODE-LICENSE.txt), what NFKC
folds left out; with small capitals and letters turned, crossed or hooked, which people read too.
"""

from collections.abc import Mapping

LOOK_ALIKES: Mapping[str, str] = {
    "2": "\u01a7\u01bb\u03e8\u14bf\ua644\ua6ef\ua75a",
    "3": "\u01b7\u021c\u0417\u0437\u0498\u04e0\u2ccc\ua76a\ua7ab\U000118ca\U00016f3b\U0001d206",
    "4": "\u13ce\U000118af",
    "5": "\u01bc\U000118bb",
    "6": "\u0431\u13ee\u2cd2\U000118d5",
    "7": "\U000104d2\U000118c6\U0001d212",
    "8": "\u0222\u0223\u09ea\u0a6a\U0001031a\U0001e8cb",
    "9": "\u09ed\u0a67\u0b68\u0d6d\u2cca\ua76e\U000118ac\U000118cc\U000118d6",
    "A": "\u023a\u0391\u0394\u039b\u0410\u13aa\u15c5\ua4ee\U000102a0\U00016f40",
    "a": "\u0250\u0251\u03b1\u03bb\u0430\u0e04\u1d00\u2376\u237a\u2c65",
    "B": "\u0392\u0412\u13f0\u13f4\u15f7\ua4d0\ua7b4\U00010282\U000102a1\U00010301",
    "b": (
        "\u0180\u0182\u0183\u0184\u0253\u0299\u03b2\u0411\u042c\u0432\u0462\u0463\u048c\u048d"
        "\u13cf\u1472\u1473\u15af"
    ),
    "C": (
        "\u0421\u04aa\u13df\u20a1\u2ca4\ua4da\U000102a2\U00010302\U00010415\U0001051c"
        "\U000118e9\U000118f2\U0001f16e\U0001f74c"
    ),
    "c": "\u00a2\u023c\u0441\u04ab\u1d04\u2ca5\uabaf\U0001043d",
    "D": "\u00d0\u0110\u0189\u13a0\u15de\u15ea\ua4d3",
    "d": "\u0111\u018c\u0256\u0257\u0501\u13e7\u146f\u1d05\u20ab\ua4d2",
    "E": (
        "\u018e\u018f\u0246\u0395\u03a3\u0415\u13ac\u22ff\u2d39\ua4f0\U00010286\U000118a6\U000118ae"
    ),
    "e": "\u01dd\u0247\u0259\u025b\u03b5\u0435\u0454\u04bd\u04bf\u1d07\u212e\uab32",
    "F": (
        "\u0191\u03dc\u0492\u15b4\ua4dd\ua798\U00010287\U000102a5\U00010525\U000118a2"
        "\U000118c2\U0001d213"
    ),
    "f": "\u0192\u025f\u0584\u1d6e\u1e9d\ua730\ua799\uab35",
    "G": "\u01e4\u050c\u13c0\u13f3\ua4d6",
    "g": "\u018d\u01e5\u0260\u0261\u0262\u0581\u1d83",
    "H": "\u0126\u0397\u041d\u04a2\u04c7\u04c9\u13bb\u157c\u2c67\u2c8e\ua4e7\U000102cf",
    "h": "\u0127\u0265\u0266\u029c\u043d\u045b\u04a3\u04bb\u0570\u13c2\u13f2\ua695",
    "i": (
        "\u0131\u0268\u0269\u026a\u03b9\u0456\u04cf\u13a5\u1d7b\u1d7c\u2373\u2378\ua647\uab75"
        "\U000118c3"
    ),
    "J": "\u0248\u037f\u0408\u13ab\u148d\ua4d9\ua7b2",
    "j": "\u0249\u03f3\u0458\u1d0a",
    "K": "\u039a\u041a\u049a\u049e\u13e6\u16d5\u20ad\u2c69\u2c94\ua4d7\ua740\U00010518",
    "k": "\u0199\u029e\u03ba\u043a\u049b\u049d\u1d0b\ua741",
    "L": (
        "\u0141\u13de\u14aa\u2cd0\ua4e1\U0001041b\U00010526\U000118a3\U000118b2\U00016f16\U0001d22a"
    ),
    "l": (
        "\u0142\u0196\u0197\u019a\u01c0\u026b\u026d\u029f\u0399\u0406\u04c0\u05d5\u05df\u0627"
        "\u0661\u0673\u06f1\u07ca\u16c1\u2223\u23fd\u2c92\u2d4f\ua4f2\U0001028a\U00010309"
        "\U00010320\U00016f28\U0001e8c7"
    ),
    "M": "\u039c\u03fa\u041c\u04cd\u13b7\u15f0\u16d6\u2c98\ua4df\U000102b0\U00010311",
    "m": "\u028d\u043c\u0e53\u1d0d",
    "N": "\u019d\u039d\u03a0\u0418\u041f\u2c9a\ua4e0\U0001018e\U00010513",
    "n": "\u019e\u0273\u0274\u03b7\u03c0\u0438\u043f\u0578\u057c\u05ea\u0e20\u1d0e\u1d70\ua7a5",
    "O": (
        "\u00d8\u019f\u0398\u039f\u03a9\u03b8\u041e\u0472\u04e8\u0555\u07c0\u09e6\u0b20\u0b66"
        "\u12d0\u13be\u13eb\u2296\u229d\u236c\u2c9e\u2d31\u2d41\u2d54\u3007\ua4f3\ua74a"
        "\U00010292\U000102ab\U00010404\U000104c2\U00010516\U000114d0\U000118b5\U000118e0"
        "\U0001d21a\U0001f714"
    ),
    "o": (
        "\u00f8\u0275\u03bf\u03c3\u043e\u0444\u0473\u04e9\u0585\u05e1\u0647\u0665\u06be\u06c1"
        "\u06d5\u06f5\u06ff\u0966\u0a66\u0ae6\u0be6\u0c66\u0ce6\u0d20\u0d66\u0e50\u0ed0\u1010"
        "\u101d\u1040\u10ff\u1d0f\u1d11\u2c9f\ua74b\uab3d\uab3e\uab74\uab8e\uabbb\U0001042c"
        "\U000104ea\U000118c8\U000118d7"
    ),
    "P": "\u03a1\u0420\u13e2\u146d\u2ca2\ua4d1\U00010295",
    "p": "\u01a5\u03c1\u0440\u1d18\u1d7d\u2374\u2ca3",
    "Q": "\u2d55",
    "q": "\u02a0\u051b\u0563\u0566\ua7af",
    "R": "\u01a6\u042f\u13a1\u13d2\u1587\ua4e3\U000104b4\U00016f35\U0001d216",
    "r": (
        "\u024d\u0279\u027c\u027d\u027e\u0280\u0433\u044f\u0493\u1d19\u1d1a\u1d26\u1d72\u2c85"
        "\uab47\uab48\uab81"
    ),
    "S": "\u0405\u054f\u13d5\u13da\ua4e2\U00010296\U00010420\U00016f3a",
    "s": "\u01bd\u0282\u0455\u1d74\ua731\uabaa\U00010448\U000118c1",
    "T": (
        "\u0166\u01ae\u023e\u03a4\u0422\u04ac\u13a2\u20ae\u22a4\u2361\u27d9\u2ca6\ua4d4"
        "\U00010297\U000102b1\U00010315\U000118bc\U00016f0a\U0001f768"
    ),
    "t": "\u0167\u01ad\u0287\u0288\u03c4\u0442\u1d1b\u1d75",
    "U": "\u0244\u054d\u1200\u13cc\u144c\u222a\u22c3\ua4f4\U000104ce\U000118b8\U00016f42",
    "u": ("\u0289\u028b\u03c5\u0446\u057d\u1d1c\u1d7e\ua79f\uab4e\uab52\uab9c\U000104f6\U000118d8"),
    "V": (
        "\u0474\u0667\u06f7\u13d9\u142f\u2d38\ua4e6\ua6df\U00010197\U0001051d\U000118a0"
        "\U00016f08\U0001d20d\U0001f708"
    ),
    "v": "\u03bd\u0475\u05d8\u1d20\u2228\u22c1\uaba9\U00011706\U000118c0",
    "W": "\u051c\u13b3\u13d4\u20a9\ua4ea\U000118e6\U000118ef",
    "w": (
        "\u026f\u03c9\u0448\u0449\u0461\u047d\u051d\u0561\u1d21\ua761\uab83\U000114c5"
        "\U0001170a\U0001170e\U0001170f"
    ),
    "X": (
        "\u03a7\u0425\u04b2\u166d\u16b7\u2573\u2cac\u2d5d\ua4eb\ua7b3\U00010196\U00010290"
        "\U000102b4\U00010317\U00010322\U00010527\U000118ec"
    ),
    "x": "\u00d7\u03c7\u0445\u0497\u04b3\u1541\u157d\u292b\u292c\u2a2f\u2a30",
    "Y": (
        "\u00a5\u024e\u03a5\u0423\u04ae\u04b0\u13a9\u13bd\u2ca8\ua4ec\U000102b2\U000118a4\U00016f43"
    ),
    "y": (
        "\u01b4\u024f\u0263\u028e\u028f\u03b3\u0443\u04af\u04b1\u10e7\u1d8c\u1eff\uab5a\U000118dc"
    ),
    "Z": "\u01b5\u0224\u0396\u13c3\ua4dc\U000102f5\U000118a9\U000118e5",
    "z": "\u01b6\u0225\u0290\u1d22\u1d76\uab93\U000118c4",
    "AA": "\ua732",
    "aa": "\ua733",
    "AE": "\u00c6\u04d4",
    "ae": "\u00e6\u04d5",
    "AO": "\ua734",
    "ao": "\ua735",
    "AR": "\U0001f707",
    "AU": "\ua736",
    "au": "\ua737",
    "AV": "\ua738\ua73a",
    "av": "\ua739\ua73b",
    "AY": "\ua73c",
    "ay": "\ua73d",
    "bl": "\u042b",
    "dz": "\u02a3",
    "ll": "\u01c1\u05f0\u2225\U00010199",
    "lO": "\u042e",
    "ls": "\u02aa",
    "lz": "\u02ab",
    "MB": "\U0001f76b",
    "OE": "\u0152",
    "oe": "\u0153",
    "OO": "\ua698\ua74e",
    "oo": "\ua699\ua74f",
    "QE": "\U0001f700",
    "rn": "\u0271\u1d6f\u20a5\U00011700\U000118e3",
    "T3": "\ua728",
    "tf": "\ua777",
    "ts": "\u02a6",
    "ue": "\u1d6b",
    "uo": "\uab63",
    "VB": "\U0001f76c",
}
