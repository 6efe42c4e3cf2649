import { quote } from '../../../domain/command.js';
import type { Container } from '../../../domain/nouns/container.js';
import type { Image, ImageDetail, ImageManifest } from '../../../domain/nouns/image.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { maskEntry } from '../../../domain/registry/secrets.js';
import type { Line, Role } from '../../../domain/text/line.js';
import { notice } from '../../../domain/text/notice.js';
import { age, decimalSize } from '../../../domain/text/units.js';
import { type Fact, factLines, listFacts } from '../fact-lines.js';

/** The settings of the image for its containers, and where it comes from. `failure`: why its details are missing or old. */
export const imageOverview = (
	image: Image,
	detail: ImageDetail | undefined,
	failure: string | undefined,
	users: readonly Container[],
	mask: string | undefined,
	now: number,
	width: number,
): readonly Line[] => [
	...factLines(
		[...(detail === undefined ? [] : settingFacts(detail, mask)), ...originFacts(image, detail, users, now)],
		width,
	),
	...(failure === undefined ? [] : [[], ...notice(`✗ ${failure}`, 'bad', width)]),
	...(detail === undefined && failure === undefined ? [[], ...notice('loading…', 'dim', width)] : []),
];

function settingFacts(detail: ImageDetail, mask: string | undefined): Fact[] {
	const { entrypoint, cmd, exposedPorts, env, workdir, user, volumes } = detail;
	return [
		argvFact('entrypoint', entrypoint),
		argvFact('command', cmd),
		...several('ports', exposedPorts, 'none exposed'),
		...several(
			'env',
			env.map(entry => (mask === undefined ? entry : maskEntry(entry, mask))),
			'none',
		),
		orDefault('workdir', workdir, 'not set: /'),
		orDefault('user', user, 'not set: root'),
		...several('volumes', volumes, 'none'),
	];
}

function originFacts(image: Image, detail: ImageDetail | undefined, users: readonly Container[], now: number): Fact[] {
	const { id, tags, digests, size, createdAt } = image;
	const platform = [detail?.os ?? '', detail?.architecture ?? ''].filter(part => part !== '').join('/');
	return [
		...several('tags', tags, 'none'),
		...several('digest', digests, 'none: neither pulled nor pushed'),
		['size', sizeText(size, detail)],
		...several(
			'used by',
			users.map(({ name, state }) => `${name} (${state})`),
			'no container',
		),
		['created', createdAt > 0 ? age(createdAt, now) : 'at an unknown time', createdAt > 0 ? 'text' : 'dim'],
		...(detail === undefined ? [] : [...platformFacts(detail, platform), ...attestationFacts(detail)]),
		['id', shortId(id), 'dim'],
	];
}

/** With containerd's image store, an image is there twice: as content, which is transferred, and unpacked for its containers. */
function sizeText(size: number, detail: ImageDetail | undefined): string {
	const manifests = detail?.manifests ?? [];
	if (manifests.length === 0) {
		return decimalSize(size);
	}
	return `${decimalSize(size)} on disk: ${partsText(manifests)}`;
}

function partsText(manifests: readonly ImageManifest[]): string {
	const sum = (part: 'content' | 'unpacked') => manifests.reduce((all, manifest) => all + manifest[part], 0);
	return `${decimalSize(sum('content'))} content, ${decimalSize(sum('unpacked'))} unpacked`;
}

/** The platforms of a multi-platform image with their sizes, and those that were not pulled. */
function platformFacts({ manifests }: ImageDetail, platform: string): Fact[] {
	const images = manifests.filter(({ kind }) => kind === 'image');
	if (images.length < 2) {
		return [orDefault('platform', platform, 'unknown')];
	}
	return listFacts(
		'platforms',
		images.map((image): readonly [string, Role?] =>
			image.available ? [`${image.platform}  ${partsText([image])}`] : [`${image.platform}  not pulled`, 'dim'],
		),
	);
}

/** The attestations of builds, such as provenance and a bill of materials; none is worth a line only in containerd's store. */
function attestationFacts({ manifests }: ImageDetail): Fact[] {
	if (manifests.length === 0) {
		return [];
	}
	const platforms = manifests
		.filter(({ kind }) => kind === 'attestation')
		.map(({ about }) => manifests.find(({ digest }) => digest === about)?.platform || 'another manifest');
	return [platforms.length === 0 ? ['attestation', 'none', 'dim'] : ['attestation', `for ${platforms.join(', ')}`]];
}

const argvFact = (name: string, argv: readonly string[]): Fact =>
	argv.length === 0 ? [name, 'none', 'dim'] : [name, quote(argv), 'strong'];

const several = (name: string, values: readonly string[], none: string): Fact[] =>
	values.length === 0
		? [[name, none, 'dim']]
		: listFacts(
				name,
				values.map((value): readonly [string, Role?] => [value]),
			);

const orDefault = (name: string, value: string, standard: string): Fact =>
	value === '' ? [name, standard, 'dim'] : [name, value];
