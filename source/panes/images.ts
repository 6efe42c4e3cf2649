import { quote } from '../domain/command.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import type { Image } from '../domain/nouns/image.js';
import { shortId } from '../domain/nouns/short-id.js';
import { decimalSize } from '../domain/text/units.js';
import { ageCell } from './age-cell.js';
import { byNumber, byText } from './compare.js';
import { labelTexts } from './labels.js';
import { type EventEffect, type Facts, type Pane, whileEngine } from './pane.js';
import { usersCell } from './users.js';

const users = (image: Image, facts: Facts) => facts.usersOfImage(image.id);
const repository = (digest: string) => digest.split('@')[0] ?? digest;
const dangling = (image: Image) => image.tags.length === 0 && image.digests.length === 0;
const used = (image: Image, facts: Facts) => users(image, facts).length > 0 || image.containers > 0;

/** The name of an image in one word as `docker images` prints it; without a tag it is `<none>`. */
function title(image: Image): string {
	const [tag] = image.tags;
	if (tag !== undefined) {
		return tag;
	}
	const [digest] = image.digests;
	return digest === undefined ? '<none>' : `${repository(digest)}:<none>`;
}

/** `docker images`, one row per image with all of its references. */
export const images: Pane<'images'> = {
	id: 'images',
	title: 'Images',
	source: 'engine',
	shown: whileEngine,
	key: image => image.id,
	name: image => image.tags[0] ?? shortId(image.id),
	isNamed: ({ tags, digests }, name) => tags.includes(name) || digests.includes(name),
	columns: [
		{
			id: 'reference',
			header: 'REPOSITORY:TAG',
			min: 20,
			max: 80,
			fitsContent: true,
			priority: 0,
			grows: [{ rank: 3.1, width: 80 }],
			cut: 'reference',
			cell: image => ({
				text: title(image),
				role: image.tags.length > 0 ? 'text' : 'dim',
				...(image.tags.length > 1 && {
					note: { text: `+${image.tags.length - 1}`, role: 'accent' as const, stays: true },
				}),
			}),
		},
		{
			id: 'id',
			header: 'IMAGE ID',
			min: 7,
			max: 12,
			priority: 3,
			grows: [{ rank: 3.3, width: 12 }],
			cut: 'id',
			cell: image => ({ text: shortId(image.id), role: 'dim' }),
		},
		{
			id: 'size',
			header: 'SIZE',
			align: 'right',
			min: 7,
			max: 8,
			priority: 1,
			cell: image => ({ text: decimalSize(image.size) }),
		},
		{
			id: 'created',
			header: 'CREATED',
			min: 8,
			max: 18,
			priority: 2,
			grows: [
				{ rank: 3.2, width: 14 },
				{ rank: 3.4, width: 18 },
			],
			cell: (image, facts) => ageCell(image.createdAt, facts.now),
		},
		{
			id: 'users',
			header: 'USED BY',
			zoomOnly: true,
			min: 8,
			max: 40,
			fitsContent: true,
			priority: 4,
			cell: (image, facts) => usersCell(users(image, facts)),
		},
		{
			id: 'tags',
			header: 'OTHER TAGS',
			zoomOnly: true,
			min: 12,
			max: Number.POSITIVE_INFINITY,
			priority: 5,
			cell: image => ({ text: image.tags.slice(1).join(' '), role: 'dim' }),
		},
	],
	tabs: {
		overview: { title: 'Overview', needs: () => ['image', 'users'] },
		layers: { title: 'Layers', needs: () => ['history'] },
		inspect: { title: 'Inspect', needs: () => ['image'] },
		'used-by': { title: 'Used by', needs: () => ['users'] },
	},
	resources: { image: 'once', history: 'once' },
	inspect: 'image',
	sortKeys: [
		{ id: 'created', title: 'Created', compare: byNumber(image => image.createdAt), reversed: true },
		{ id: 'name', title: 'Name', compare: byText(title) },
		{ id: 'size', title: 'Size', compare: byNumber(image => image.size), reversed: true },
	],
	bullet: (image, facts) => (used(image, facts) ? { glyph: 'used', role: 'good' } : { glyph: 'unused', role: 'dim' }),
	filterText: (image, facts) => ({
		text: [title(image), ...image.tags.slice(1), ...image.digests.map(repository), shortId(image.id)].join(' '),
		fields: {
			id: image.id,
			reference: image.tags,
			digest: image.digests,
			label: labelTexts(image.labels),
			container: users(image, facts),
			dangling: String(dangling(image)),
			used: String(used(image, facts)),
		},
	}),
	hidden: dangling,
	succeeds: ({ id, tags }, former) => id !== former.id && former.tags.some(tag => tags.includes(tag)),
	// `docker images` hides dangling images, too.
	showsAll: false,
	usedBy: (image, container) => container.imageId === image.id,
	copyables: ({ id, tags, digests }) => [
		{ key: 'n', label: 'Reference', text: tags[0] ?? '' },
		{ key: 'i', label: 'ID', text: id },
		{ key: 'd', label: 'Digest', text: digests[0] ?? '' },
		{ key: 'c', label: 'docker run', text: quote(['docker', 'run', '--rm', '-it', tags[0] ?? id]) },
	],
	onEvent,
	empty: 'No images',
	maxUnfocusedRows: 3,
};

function onEvent({ type, action, id }: EngineEvent): EventEffect<'images'> {
	// The event of a pull or push names a reference, not an image, and a tag may have moved: every image may have changed.
	if (type === 'image') {
		return { list: true, ...(action === 'delete' && { gone: id }), stale: [{ of: 'image' }] };
	}
	return { list: type === 'builder' || (type === 'container' && action === 'commit') };
}
