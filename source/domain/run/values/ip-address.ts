const octet = /^(0|[1-9]\d{0,2})$/;
const group = /^[0-9a-fA-F]{1,4}$/;

/**
 * Returns an IP address in canonical form, as Go's `net.ParseIP(text).String()`; undefined for an invalid address.
 * Source: golang net/netip ParseAddr, RFC 5952.
 */
export function canonicalIp(text: string): string | undefined {
	if (!text.includes(':')) {
		return v4Groups(text) && text;
	}
	const groups = v6Groups(text);
	if (groups === undefined) {
		return undefined;
	}
	if (groups.slice(0, 5).every(value => value === 0) && groups[5] === 0xffff) {
		return [groups[6]!, groups[7]!].flatMap(value => [value >> 8, value & 255]).join('.');
	}
	return compress(groups);
}

function v4Groups(text: string): number[] | undefined {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every(part => octet.test(part) && Number(part) <= 255)) {
		return undefined;
	}
	const [a, b, c, d] = parts.map(Number);
	return [a! * 256 + b!, c! * 256 + d!];
}

function v6Groups(text: string): number[] | undefined {
	const halves = text.split('::');
	if (halves.length > 2) {
		return undefined;
	}
	const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
	if (head === undefined || (halves.length === 2 && tail === undefined)) {
		return undefined;
	}
	if (tail === undefined) {
		return head.length === 8 ? head : undefined;
	}
	const missing = 8 - head.length - tail.length;
	return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function groupsOf(half: string, last: boolean): number[] | undefined {
	const values: number[] = [];
	const parts = half === '' ? [] : half.split(':');
	for (const [index, part] of parts.entries()) {
		const embedded = last && index === parts.length - 1 && part.includes('.') ? v4Groups(part) : undefined;
		if (embedded !== undefined) {
			values.push(...embedded);
		} else if (group.test(part)) {
			values.push(Number.parseInt(part, 16));
		} else {
			return undefined;
		}
	}
	return values;
}

function compress(groups: readonly number[]): string {
	let best = { start: -1, length: 1 };
	for (let start = 0; start < 8; start++) {
		let length = 0;
		while (groups[start + length] === 0) {
			length++;
		}
		if (length > best.length) {
			best = { start, length };
		}
	}
	const hex = (values: readonly number[]) => values.map(value => value.toString(16)).join(':');
	return best.start < 0
		? hex(groups)
		: `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}
