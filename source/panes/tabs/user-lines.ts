import type { Container, ContainerDetail } from '../../domain/nouns/container.js';
import { statusText } from '../../domain/nouns/container-status.js';
import type { Line } from '../../domain/text/line.js';
import { notice } from '../../domain/text/notice.js';
import { textTable } from './text-table.js';

/** A narrower table has no images, so that names and status stay readable. Cells. */
const leastWidthForImages = 76;

/** The containers that use an image or a volume, running or not. */
export function userLines(
	users: readonly Container[],
	details: ReadonlyMap<string, { readonly value?: ContainerDetail }>,
	now: number,
	width: number,
): readonly Line[] {
	if (users.length === 0) {
		return [[], ...notice('no container uses it', 'dim', width)];
	}
	const images = width >= leastWidthForImages;
	return textTable(
		[{ header: 'NAMES' }, ...(images ? [{ header: 'IMAGE', role: 'dim' as const }] : []), { header: 'STATUS' }],
		users.map(user => [user.name, ...(images ? [user.image] : []), statusText(user, now, details.get(user.id)?.value)]),
		width,
	);
}
