"""Keccak-256, Ethereum's hash: the padding of the standard library's SHA-3 differs in one byte.

The names of the steps are those of the Keccak reference.
"""

from flows.remembered import remembered

_RATE = 136
_MASK = (1 << 64) - 1
_ROUNDS = 24


def _round_constants() -> tuple[int, ...]:
    """The constants of the rounds, from the register that the reference defines."""
    constants, state = [], 1
    for _ in range(_ROUNDS):
        constant = 0
        for exponent in range(7):
            if state & 1:
                constant |= 1 << ((1 << exponent) - 1)
            state = (state << 1) ^ (0x171 if state >> 7 else 0)
        constants.append(constant)
    return tuple(constants)


_CONSTANTS = _round_constants()


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK


def _theta(lanes: list[int]) -> None:
    columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
    for at in range(25):
        lanes[at] ^= columns[(at + 4) % 5] ^ _turned(columns[(at + 1) % 5], 1)


def _rho_pi(lanes: list[int]) -> None:
    x, y, moved = 1, 0, lanes[1]
    for step in range(_ROUNDS):
        x, y = y, (2 * x + 3 * y) % 5
        at = x + 5 * y
        moved, lanes[at] = lanes[at], _turned(moved, (step + 1) * (step + 2) // 2 % 64)


def _chi(lanes: list[int]) -> None:
    for row in range(0, 25, 5):
        a, b, c, d, e = lanes[row : row + 5]
        lanes[row : row + 5] = (a ^ (~b & c), b ^ (~c & d), c ^ (~d & e), d ^ (~e & a), e ^ (~a & b))


def _permuted(lanes: list[int]) -> list[int]:
    for constant in _CONSTANTS:
        _theta(lanes)
        _rho_pi(lanes)
        _chi(lanes)
        lanes[0] ^= constant
    return lanes


@remembered()
def keccak256(data: bytes) -> bytes:
    """The 32 bytes of Keccak-256."""
    padded = bytearray(data + bytes(_RATE - len(data) % _RATE))
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    lanes = [0] * 25
    for block in range(0, len(padded), _RATE):
        for at in range(_RATE // 8):
            start = block + at * 8
            lanes[at] ^= int.from_bytes(padded[start : start + 8], "little")
        _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])
