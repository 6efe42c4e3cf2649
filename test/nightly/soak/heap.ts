import v8 from 'node:v8';

/** Live objects and their bytes, by class. */
export type Census = ReadonlyMap<string, { readonly count: number; readonly bytes: number }>;

type Snapshot = {
	readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
	readonly nodes: number[];
	readonly strings: string[];
};

/** The counted kinds of nodes. V8's own code, feedback and shapes do not count: they grow while the program warms up. */
const kept = new Set(['object', 'array', 'closure', 'native', 'number', 'regexp']);
const texts = new Set(['string', 'concatenated string', 'sliced string']);

/** Counts all reachable objects after a collection. Takes a second or two. */
export async function census(): Promise<Census> {
	const chunks: Buffer[] = [];
	for await (const chunk of v8.getHeapSnapshot()) {
		chunks.push(Buffer.from(chunk));
	}
	const { snapshot, nodes, strings } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Snapshot;
	const { node_fields: fields, node_types: types } = snapshot.meta;
	const [type, name, size] = ['type', 'name', 'self_size'].map(field => fields.indexOf(field)) as [
		number,
		number,
		number,
	];
	const found = new Map<string, { count: number; bytes: number }>();
	for (let at = 0; at < nodes.length; at += fields.length) {
		const kind = types[0][nodes[at + type]!]!;
		if (!kept.has(kind) && !texts.has(kind)) {
			continue;
		}
		// The census has few keys, because the next census counts them too.
		const key = texts.has(kind) ? 'text' : kind === 'object' ? strings[nodes[at + name]!]! : kind;
		const entry = found.get(key) ?? { count: 0, bytes: 0 };
		found.set(key, entry);
		entry.count++;
		entry.bytes += nodes[at + size]!;
	}
	return found;
}

/** Returns the growth between two censuses: the total, and a text with the classes that grew most. */
export function growth(before: Census, after: Census) {
	const rows = [...after]
		.map(([name, { count, bytes }]) => ({
			name,
			count: count - (before.get(name)?.count ?? 0),
			bytes: bytes - (before.get(name)?.bytes ?? 0),
		}))
		.sort((a, b) => b.bytes - a.bytes);
	const gone = [...before].filter(([name]) => !after.has(name));
	const sum = (pick: 'count' | 'bytes') =>
		rows.reduce((total, row) => total + row[pick], 0) - gone.reduce((total, [, row]) => total + row[pick], 0);
	const most = rows.slice(0, 8).map(({ name, count, bytes }) => `${name}: ${count} more, ${bytes} bytes`);
	return { count: sum('count'), bytes: sum('bytes'), most };
}
