/** Units by their names in Go's, Java's and other logs. Durations are in milliseconds, sizes in bytes. */
const units: Readonly<Record<string, readonly [kind: Quantity['kind'], factor: number]>> = {
	ns: ['duration', 1e-6],
	us: ['duration', 1e-3],
	µs: ['duration', 1e-3],
	μs: ['duration', 1e-3],
	ms: ['duration', 1],
	s: ['duration', 1000],
	m: ['duration', 60_000],
	h: ['duration', 3_600_000],
	d: ['duration', 86_400_000],
	B: ['size', 1],
	kB: ['size', 1e3],
	KB: ['size', 1e3],
	MB: ['size', 1e6],
	GB: ['size', 1e9],
	TB: ['size', 1e12],
	KiB: ['size', 2 ** 10],
	MiB: ['size', 2 ** 20],
	GiB: ['size', 2 ** 30],
	TiB: ['size', 2 ** 40],
};

/** A number with the kind of its unit. */
export type Quantity = { readonly kind: 'number' | 'duration' | 'size'; readonly value: number };

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const part = /(\d+(?:\.\d+)?)\s?([A-Za-zµμ]{1,3})/y;
const maxLength = 40;

/** Reads a number, a duration such as `1m30.5s`, or a size such as `1.5MiB`; undefined for any other text. */
export function parseQuantity(text: string): Quantity | undefined {
	if (text.length > maxLength) {
		return undefined;
	}
	if (number.test(text)) {
		return { kind: 'number', value: Number(text) };
	}
	const sign = text.startsWith('-') ? -1 : 1;
	let kind: Quantity['kind'] | undefined;
	let value = 0;
	part.lastIndex = /^[+-]/.test(text) ? 1 : 0;
	do {
		const found = part.exec(text);
		const unit = found !== null && Object.hasOwn(units, found[2]!) ? units[found[2]!] : undefined;
		if (found === null || unit === undefined || (kind !== undefined && (kind !== unit[0] || kind === 'size'))) {
			return undefined;
		}
		kind = unit[0];
		value += Number(found[1]) * unit[1];
		if (part.lastIndex === text.length) {
			return { kind, value: sign * value };
		}
	} while (part.lastIndex > 0);
	return undefined;
}

/** Compares two quantities; undefined if their units do not fit together. */
export const compareQuantities = (a: Quantity, b: Quantity): number | undefined =>
	a.kind === b.kind ? a.value - b.value : undefined;
