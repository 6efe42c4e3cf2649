import { UsageError } from '../usage-error.js';
import { parseMountFlag } from './mount-flag.js';

/** One `-v`, `--tmpfs` or `--mount`. `options` is the text after the last colon: `ro,z`, `size=64m`; often empty. */
export type MountRow =
	| { readonly kind: 'anonymous'; readonly target: string }
	| { readonly kind: 'bind' | 'volume'; readonly source: string; readonly target: string; readonly options: string }
	| { readonly kind: 'tmpfs'; readonly target: string; readonly options: string }
	/** The text of `--mount`: `type=bind,src=/a,dst=/b`. */
	| { readonly kind: 'mount'; readonly text: string };

/**
 * Reads a value of `-v`: `/test`, `/home:/test:ro`, `data:/data`. Throws UsageError with docker's message.
 * Source: docker/cli compose/loader/volume.go ParseVolume.
 */
export function parseVolume(text: string): MountRow {
	if (text === '') {
		throw new UsageError('invalid empty volume spec', '--volume');
	}
	const sections = text.length < 3 ? [text] : splitVolume(text);
	for (const [index, section] of sections.entries()) {
		if (section === '' || (index === 2 && sections.length > 3)) {
			const reason = section === '' ? 'empty section between colons' : 'too many colons';
			throw new UsageError(`invalid spec: ${text}: ${reason}`, '--volume');
		}
	}
	const [source, target, options] = sections;
	if (target === undefined) {
		return { kind: 'anonymous', target: source! };
	}
	return { kind: isPath(source!) ? 'bind' : 'volume', source: source!, target, options: options ?? '' };
}

/** Reads a value of `--tmpfs`: `/run:size=64m`. Only the engine checks the options. */
export function parseTmpfs(text: string): MountRow {
	const at = text.indexOf(':');
	return at < 0
		? { kind: 'tmpfs', target: text, options: '' }
		: { kind: 'tmpfs', target: text.slice(0, at), options: text.slice(at + 1) };
}

/** Reads a value of `--mount`; throws UsageError with docker's message. */
export function parseMount(text: string): MountRow {
	parseMountFlag(text, '/');
	return { kind: 'mount', text };
}

/** The flag and value of a row: `['-v', '/home:/test:ro']`. */
export function mountArgv(row: MountRow): readonly [flag: string, value: string] {
	switch (row.kind) {
		case 'anonymous':
			return ['-v', row.target];
		case 'tmpfs':
			return ['--tmpfs', row.options === '' ? row.target : `${row.target}:${row.options}`];
		case 'mount':
			return ['--mount', row.text];
		default:
			return ['-v', [row.source, row.target, ...(row.options === '' ? [] : [row.options])].join(':')];
	}
}

/** Splits at colons, but not after a single letter: docker treats that as a Windows drive. */
function splitVolume(text: string): string[] {
	const sections: string[] = [];
	let section = '';
	for (const char of text) {
		if (char === ':' && !/^\p{L}$/u.test(section)) {
			sections.push(section);
			section = '';
		} else {
			section += char;
		}
	}
	return [...sections, section];
}

function isPath(source: string): boolean {
	return /^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source);
}
