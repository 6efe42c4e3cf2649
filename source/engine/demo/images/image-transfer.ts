import type { ProgressMessage } from '../../../domain/progress/progress.js';
import type { Call, Credentials } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { findImage } from '../containers/container-record.js';
import { checkCredentials } from '../system/system-calls.js';
import type { ImageRecord, LayerRecord } from '../world/model.js';
import { hash, hex, unit } from '../world/random.js';
import type { World } from '../world/world.js';
import { requireImage } from './image-facts.js';
import { setTag } from './image-tags.js';

/** Number of progress steps of a layer. */
const steps = 12;

/** `docker pull`. Every name can be pulled, except `missing/…`, which no registry has. */
export async function* pull(
	world: World,
	reference: string,
	{ auth }: { auth?: Credentials },
	{ signal }: Call,
): AsyncGenerator<ProgressMessage> {
	const [name, tag] = splitTag(reference);
	await world.work(5, signal);
	checkCredentials(auth);
	if (name.startsWith('missing/')) {
		throw new EngineError(
			'not-found',
			`pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
		);
	}
	const existing = findImage(world, `${name}:${tag}`);
	const layers = existing?.layers ?? newLayers(world, name);
	yield { id: tag, status: `Pulling from ${name.includes('/') ? name : `library/${name}`}` };
	const parts = layers.filter(layer => layer.size > 0);
	for (const layer of parts) {
		yield { id: short(layer), status: existing ? 'Already exists' : 'Pulling fs layer' };
	}
	if (!existing) {
		yield* transfer(world, parts, 'Downloading', signal);
		for (const layer of parts) {
			yield { id: short(layer), status: 'Download complete' };
			yield { id: short(layer), status: 'Extracting', current: layer.size, total: layer.size };
			await world.work(3, signal);
			yield { id: short(layer), status: 'Pull complete' };
		}
	}
	const digest = `sha256:${hex(`digest ${name}:${tag}`, world.seed)}`;
	yield { status: `Digest: ${digest}` };
	yield { status: `Status: ${existing ? 'Image is up to date' : 'Downloaded newer image'} for ${name}:${tag}` };
	if (!existing) {
		const image: ImageRecord = {
			id: `sha256:${hex(`image ${name}:${tag}`, world.seed)}`,
			parentId: '',
			tags: [],
			digests: [`${name}@${digest}`],
			createdAt: world.now() - 86_400_000,
			layers,
			config: { Cmd: ['/bin/sh'], Env: ['PATH=/usr/local/bin:/usr/bin:/bin'] },
			author: '',
			comment: '',
			program: 'shell',
			shells: ['/bin/sh'],
			files: new Map(),
		};
		world.images.set(image.id, image);
		setTag(world, image, name, tag);
	}
	world.emit('image', 'pull', `${name}:${tag}`, { name });
}

/** `docker push`; without credentials every registry except localhost refuses it. */
export async function* push(
	world: World,
	reference: string,
	{ auth }: { auth?: Credentials },
	{ signal }: Call,
): AsyncGenerator<ProgressMessage> {
	const [name, tag] = splitTag(reference);
	await world.work(5, signal);
	if (!world.tags.has(`${name}:${tag}`)) {
		throw new EngineError('not-found', `An image does not exist locally with the tag: ${name}`);
	}
	const image = requireImage(world, `${name}:${tag}`);
	const server = name.includes('/') && /[.:]/.test(name.split('/')[0] ?? '') ? name.split('/')[0] : 'docker.io';
	yield { status: `The push refers to repository [${server === 'docker.io' ? `docker.io/${name}` : name}]` };
	const parts = image.layers.filter(layer => layer.size > 0);
	for (const layer of parts) {
		yield { id: short(layer), status: 'Preparing' };
	}
	const open = server?.startsWith('localhost') || server?.startsWith('127.');
	if (!open && !auth) {
		throw new EngineError('stream', 'unauthorized: authentication required');
	}
	if (auth?.password === 'wrong') {
		throw new EngineError('stream', 'unauthorized: incorrect username or password');
	}
	yield* transfer(world, parts, 'Pushing', signal);
	for (const layer of parts) {
		yield { id: short(layer), status: 'Pushed' };
	}
	const digest = `sha256:${hex(`manifest ${image.id}`, world.seed)}`;
	const size = 500 + image.layers.length * 155;
	yield { status: `${tag}: digest: ${digest} size: ${size}` };
	yield { aux: { Tag: tag, Digest: digest, Size: size } };
	if (!image.digests.includes(`${name}@${digest}`)) {
		image.digests.push(`${name}@${digest}`);
	}
	world.emit('image', 'push', `${name}:${tag}`, { name });
}

/** Yields the progress of all layers, three at a time as in the engine. */
async function* transfer(
	world: World,
	layers: readonly LayerRecord[],
	status: string,
	signal: AbortSignal,
): AsyncGenerator<ProgressMessage> {
	for (let start = 0; start < layers.length; start += 3) {
		for (let step = 1; step <= steps; step++) {
			await world.work(4, signal);
			for (const layer of layers.slice(start, start + 3)) {
				yield { id: short(layer), status, current: Math.round((layer.size * step) / steps), total: layer.size };
			}
		}
	}
}

function newLayers(world: World, name: string): readonly LayerRecord[] {
	const count = 3 + (hash(name, world.seed) % 3);
	return Array.from({ length: count }, (_, index) => ({
		digest: `sha256:${hex(`${name} layer ${index}`, world.seed)}`,
		createdBy: index === 0 ? 'ADD rootfs.tar.xz / # buildkit' : `RUN /bin/sh -c install part ${index} # buildkit`,
		size: Math.round(2e6 + 60e6 * unit(hash(name), index)),
		createdAt: world.now() - 86_400_000,
		comment: 'buildkit.dockerfile.v0',
	}));
}

function short(layer: LayerRecord): string {
	return layer.digest.slice(7, 19);
}

/** Splits `registry:5000/name:tag` into name and tag; the default tag is `latest`. */
function splitTag(reference: string): [name: string, tag: string] {
	const match = /^(.+?)(?::([\w][\w.-]*))?(?:@.*)?$/.exec(reference);
	return [match?.[1] ?? reference, match?.[2] ?? 'latest'];
}
