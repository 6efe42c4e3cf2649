import type { ProgressMessage } from '../../../domain/progress/progress.js';
import type { Call } from '../../engine.js';
import { EngineError } from '../../errors.js';
import type { ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { imageSize, requireImage } from './image-facts.js';
import { setTag } from './image-tags.js';

/** Name of the tar member with the images as JSON; real archives have no such file. */
const member = 'demo.json';
const block = 512;

/** `docker save`: a tar with one member, the records of the images. */
export async function* save(world: World, references: readonly string[], { signal }: Call): AsyncGenerator<Uint8Array> {
	const images = await world.call(signal, () => references.map(reference => requireImage(world, reference)));
	const records = images.map(image => ({
		...image,
		files: [...image.files],
		tags: image.tags.filter(tag => references.includes(tag)),
	}));
	const content = new TextEncoder().encode(JSON.stringify(records));
	yield header(content.length);
	await world.work(3, signal);
	yield content;
	yield new Uint8Array(block - (content.length % block) + 2 * block);
}

/** `docker load` of an archive of `save`; refuses other archives with the engine's message. */
export async function* load(
	world: World,
	tar: AsyncIterable<Uint8Array>,
	{ signal }: Call,
): AsyncGenerator<ProgressMessage> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of tar) {
		chunks.push(chunk);
		await world.work(1, signal);
	}
	for (const record of read(chunks)) {
		const image: ImageRecord = world.images.get(record.id) ?? { ...record, tags: [], files: new Map(record.files) };
		const size = imageSize(image);
		yield { id: record.id.slice(7, 19), status: 'Loading layer', current: size, total: size };
		world.images.set(image.id, image);
		for (const tag of record.tags) {
			const split = tag.lastIndexOf(':');
			if (world.tags.get(tag) !== image.id) {
				setTag(world, image, tag.slice(0, split), tag.slice(split + 1));
			}
			yield { stream: `Loaded image: ${tag}\n` };
		}
		if (record.tags.length === 0) {
			yield { stream: `Loaded image ID: ${image.id}\n` };
		}
		world.emit('image', 'load', image.id, { name: image.id });
	}
}

type SavedImage = Omit<ImageRecord, 'files'> & { readonly files: [string, string | undefined][] };

function read(chunks: readonly Uint8Array[]): readonly SavedImage[] {
	const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	const decoder = new TextDecoder();
	const size = Number.parseInt(decoder.decode(all.subarray(124, 135)), 8);
	if (decoder.decode(all.subarray(0, member.length)) !== member || Number.isNaN(size)) {
		throw new EngineError('stream', 'invalid archive: does not contain a manifest.json');
	}
	return JSON.parse(decoder.decode(all.subarray(block, block + size))) as SavedImage[];
}

/** A ustar header. Source: POSIX pax, "ustar Interchange Format". */
function header(size: number): Uint8Array {
	const out = new Uint8Array(block);
	const encoder = new TextEncoder();
	const put = (offset: number, text: string) => out.set(encoder.encode(text), offset);
	put(0, member);
	put(100, '0000644\0');
	put(108, '0000000\0');
	put(116, '0000000\0');
	put(124, `${size.toString(8).padStart(11, '0')}\0`);
	put(136, '00000000000\0');
	put(148, '        ');
	put(156, '0');
	put(257, 'ustar\x0000');
	put(
		148,
		`${out
			.reduce((sum, byte) => sum + byte, 0)
			.toString(8)
			.padStart(6, '0')}\0 `,
	);
	return out;
}
