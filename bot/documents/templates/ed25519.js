// Checks Ed25519 signatures (RFC 8032, section 5.1.7) with whole numbers of any size. It holds no
// secret, so it may take a different time for each signature. The only hash it needs is SHA-512
// (FIPS 180-4); its constants are roots of primes, and are worked out here.

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const WORD = 2n ** 64n;

const mod = (a, m = P) => ((a % m) + m) % m;

function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

const inverse = (a) => power(a, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

const fromLittle = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const fromBig = (bytes) => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

// ------------------------------------------------------------------------------------- SHA-512

function primes(count) {
  const found = [];
  for (let one = 2; found.length < count; one += 1) {
    if (found.every((prime) => one % prime !== 0)) found.push(one);
  }
  return found.map(BigInt);
}

// The largest whole number whose n-th power is not above a value: bit by bit from the top.
function root(value, n) {
  let found = 0n;
  for (let bit = 2n ** 70n; bit > 0n; bit >>= 1n) {
    if ((found + bit) ** n <= value) found += bit;
  }
  return found;
}

const PRIMES = primes(80);
const ROUNDS = PRIMES.map((prime) => root(prime << 192n, 3n) % WORD);
const START = PRIMES.slice(0, 8).map((prime) => root(prime << 128n, 2n) % WORD);

const turned = (word, by) => ((word >> by) | (word << (64n - by))) % WORD;

function schedule(block) {
  const words = [];
  for (let place = 0; place < 16; place += 1) {
    words.push(fromBig(block.slice(8 * place, 8 * place + 8)));
  }
  for (let place = 16; place < 80; place += 1) {
    const [early, late] = [words[place - 15], words[place - 2]];
    const small = turned(early, 1n) ^ turned(early, 8n) ^ (early >> 7n);
    const large = turned(late, 19n) ^ turned(late, 61n) ^ (late >> 6n);
    words.push((words[place - 16] + small + words[place - 7] + large) % WORD);
  }
  return words;
}

function compressed(state, block) {
  let [a, b, c, d, e, f, g, h] = state;
  schedule(block).forEach((word, place) => {
    const high = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
    const first = (h + high + ((e & f) ^ ((WORD - 1n - e) & g)) + ROUNDS[place] + word) % WORD;
    const low = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) % WORD;
    [a, b, c, d, e, f, g, h] = [(first + second) % WORD, a, b, c, (d + first) % WORD, e, f, g];
  });
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + state[place]) % WORD);
}

function sha512(message) {
  const padded = new Uint8Array(Math.ceil((message.length + 17) / 128) * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setUint32(padded.length - 4, message.length * 8);
  let state = START;
  for (let start = 0; start < padded.length; start += 128) {
    state = compressed(state, padded.slice(start, start + 128));
  }
  const bytes = state.flatMap((word) => [56n, 48n, 40n, 32n, 24n, 16n, 8n, 0n]
    .map((shift) => Number((word >> shift) & 255n)));
  return Uint8Array.from(bytes);
}

// -------------------------------------------------------------------------- points of the curve

// Extended coordinates: x = X/Z, y = Y/Z, x*y = T/Z.
function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar, point) {
  let sum = [0n, 1n, 1n, 0n];
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) sum = added(sum, point);
    point = added(point, point);
  }
  return sum;
}

const isSame = ([x1, y1, z1], [x2, y2, z2]) =>
  mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;

// Gives the point that 32 bytes stand for, or null where they stand for none (section 5.1.3).
function pointOf(bytes) {
  const sign = BigInt(bytes[31] >> 7);
  const y = fromLittle(bytes) % 2n ** 255n;
  if (y >= P) return null;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x + u) === 0n) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x - u) !== 0n || (x === 0n && sign === 1n)) return null;
  if (x % 2n !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

const BASE = pointOf(Uint8Array.from({ length: 32 }, (_, place) => (place === 0 ? 0x58 : 0x66)));

// Tells whether a signature over a message was made with the key that belongs to a public key.
function isSignedBy(key, signature, message) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const [whose, point] = [pointOf(key), pointOf(signature.slice(0, 32))];
  const scalar = fromLittle(signature.slice(32));
  if (whose === null || point === null || scalar >= L) return false;
  const hashed = sha512(Uint8Array.from([...signature.slice(0, 32), ...key, ...message]));
  return isSame(times(scalar, BASE), added(point, times(fromLittle(hashed) % L, whose)));
}
