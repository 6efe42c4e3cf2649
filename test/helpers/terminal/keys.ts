const named: Readonly<Record<string, string>> = {
	enter: '\r',
	esc: '\x1b',
	escape: '\x1b',
	tab: '\t',
	'shift-tab': '\x1b[Z',
	space: ' ',
	backspace: '\x7f',
	delete: '\x1b[3~',
	insert: '\x1b[2~',
	pageup: '\x1b[5~',
	pagedown: '\x1b[6~',
};

const cursorKeys: Readonly<Record<string, string>> = { up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F' };

/**
 * Returns the bytes that a terminal sends for a key: one grapheme, a name (`enter`, `esc`, `up`, `pagedown`, `shift-tab`), `ctrl-x` or `alt-x`.
 * Source: XTerm Control Sequences, "PC-Style Function Keys".
 */
export function keyBytes(key: string, applicationCursorKeys: boolean): string {
	const cursor = cursorKeys[key];
	if (cursor !== undefined) {
		return `\x1b${applicationCursorKeys ? 'O' : '['}${cursor}`;
	}
	const bytes = named[key];
	if (bytes !== undefined) {
		return bytes;
	}
	const control = /^ctrl-([a-z@[\\\]^_])$/.exec(key)?.[1];
	if (control !== undefined) {
		return String.fromCharCode(control.toUpperCase().charCodeAt(0) & 31);
	}
	if (/^alt-./u.test(key)) {
		return `\x1b${keyBytes(key.slice('alt-'.length), applicationCursorKeys)}`;
	}
	if ([...new Intl.Segmenter().segment(key)].length === 1) {
		return key;
	}
	throw new Error(`No key is called ${key}; use type() for text`);
}
