import { isJson, skipSpace, stringEnd, unquote } from './json-members.js';

/** A value of a JSON text. The nodes of a tree stand in the order of the text, each before those within it. */
export type JsonNode = {
	readonly depth: number;
	/** The index of the object or array that it is in; -1 for the outermost value. */
	readonly parent: number;
	/** Its key in an object, its index in an array. */
	readonly key: string | number;
	readonly kind: 'object' | 'array' | 'string' | 'number' | 'literal';
	/** As it is written, with the digits and escapes of the text. */
	readonly value: string;
	/** The number of members or elements. */
	readonly count: number;
	/** The index after the last node within it. */
	readonly end: number;
};

type Open = { -readonly [K in keyof JsonNode]: JsonNode[K] } & { from: number };

/**
 * Returns the values of a JSON text, also those of a key that occurs twice; undefined for a text that is no JSON. It counts
 * brackets in a loop, so that no depth is too deep, and no key (`__proto__`) has a meaning.
 */
export function jsonTree(text: string): readonly JsonNode[] | undefined {
	if (!isJson(text)) {
		return undefined;
	}
	const nodes: Open[] = [];
	const open: number[] = [];
	let key: string | number = '';
	for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
		const parent = open.at(-1) ?? -1;
		const holder = nodes[parent];
		const character = text[at]!;
		if (character === ',' || character === ':') {
			at++;
			continue;
		}
		if (character === '}' || character === ']') {
			at++;
			open.pop();
			holder!.value = text.slice(holder!.from, at);
			holder!.end = nodes.length;
			continue;
		}
		if (holder?.kind === 'object' && key === '') {
			// The place of a key: an empty one is told from none by its quotes.
			const end = stringEnd(text, at);
			key = text.slice(at, end);
			at = end;
			continue;
		}
		const isHolder = character === '{' || character === '[';
		const end = isHolder ? at + 1 : character === '"' ? stringEnd(text, at) : wordEnd(text, at);
		const name = holder?.kind === 'object' ? unquote(String(key)) : (holder?.count ?? 0);
		key = '';
		if (holder) {
			holder.count++;
		}
		const index = nodes.length;
		nodes.push({
			depth: open.length,
			parent,
			key: name,
			kind: kindOf(character),
			value: text.slice(at, end),
			count: 0,
			end: index + 1,
			from: at,
		});
		if (isHolder) {
			open.push(index);
		}
		at = end;
	}
	return nodes;
}

function kindOf(character: string): JsonNode['kind'] {
	switch (character) {
		case '{':
			return 'object';
		case '[':
			return 'array';
		case '"':
			return 'string';
		default:
			return character === 't' || character === 'f' || character === 'n' ? 'literal' : 'number';
	}
}

/** The place after a number, `true`, `false` or `null` that begins at `from`. */
function wordEnd(text: string, from: number): number {
	let at = from;
	while (at < text.length && !',]} \t\r\n'.includes(text[at]!)) {
		at++;
	}
	return at;
}

const simpleKey = /^[A-Za-z_]\w*$/;

/** The path of a node as jq reads it: `.user.roles[2]["odd key"]`. */
export function jsonPath(nodes: readonly JsonNode[], index: number): string {
	const parts: string[] = [];
	for (let node = nodes[index]; node !== undefined && node.parent >= 0; node = nodes[node.parent]) {
		const { key } = node;
		parts.push(typeof key === 'number' ? `[${key}]` : simpleKey.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
	}
	const path = parts.reverse().join('');
	return path.startsWith('.') ? path : `.${path}`;
}
