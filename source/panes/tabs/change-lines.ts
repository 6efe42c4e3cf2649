import type { Change } from '../../domain/nouns/container.js';
import type { Line, Role } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { notice } from '../../domain/text/notice.js';
import { wrapText } from '../../domain/text/wrap-text.js';

/** The letters of `docker diff`. */
export const changeLetters: Readonly<Record<Change['kind'], string>> = { added: 'A', modified: 'C', deleted: 'D' };
const roles: Readonly<Record<Change['kind'], Role>> = { added: 'good', modified: 'warn', deleted: 'bad' };

/** Numbers of changes by kind: `3 added, 2 changed, 1 deleted`. */
export function changeCounts(changes: readonly Change[]): string {
	const count = (kind: Change['kind']) => changes.filter(change => change.kind === kind).length;
	return [`${count('added')} added`, `${count('modified')} changed`, `${count('deleted')} deleted`].join(', ');
}

/** Files that differ from the image, as `docker diff` lists them. */
export function changeLines(changes: readonly Change[], width: number): readonly Line[] {
	if (changes.length === 0) {
		return [[], ...notice('no changes: its files are those of the image, apart from its mounts', 'dim', width)];
	}
	return [
		[span(` ${changeCounts(changes)}`, 'dim')],
		...changes.flatMap(({ kind, path }) =>
			wrapText(path, Math.max(8, width - 4)).map(
				(part, index): Line => [
					span(index === 0 ? ` ${changeLetters[kind]} ` : '   ', roles[kind]),
					span(part, kind === 'deleted' ? 'dim' : 'text'),
				],
			),
		),
	];
}
