import type { Image, Layer } from '../../domain/nouns/image.js';
import type { Line } from '../../domain/text/line.js';
import { age, decimalSize } from '../../domain/text/units.js';
import { factLines } from './fact-lines.js';
import { textTable } from './text-table.js';

/** Every reference of an image, and its layers as `docker history` lists them, newest first. */
export const layerLines = (image: Image, layers: readonly Layer[], now: number, width: number): readonly Line[] => [
	...factLines(
		[
			...image.tags.map(tag => ['tag', tag] as const),
			...image.digests.map(digest => ['digest', digest, 'dim'] as const),
		],
		width,
	),
	[],
	...textTable(
		[{ header: 'SIZE', align: 'right' }, { header: 'CREATED', role: 'dim' }, { header: 'CREATED BY' }],
		layers.map(layer => [
			decimalSize(layer.size),
			layer.createdAt > 0 ? age(layer.createdAt, now) : '--',
			createdBy(layer),
		]),
		width,
	),
];

/** The step with its comment, except BuildKit's own. */
const createdBy = ({ createdBy: step, comment }: Layer): string =>
	comment === '' || comment.startsWith('buildkit.') ? step : `${step}  # ${comment}`;
