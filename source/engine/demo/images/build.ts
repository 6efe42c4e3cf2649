import type { BuildEvent } from '../../../domain/progress/progress.js';
import type { BuildOptions, Call } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { findImage } from '../containers/container-record.js';
import type { ImageRecord, LayerRecord } from '../world/model.js';
import { hash, hex } from '../world/random.js';
import type { World } from '../world/world.js';
import { setTag } from './image-tags.js';

type Step = {
	readonly name: string;
	readonly megabytes: number;
	readonly time: number;
	readonly logs: readonly string[];
};

/** Steps of every Dockerfile of the demo; `time` is a multiple of the latency. */
const dockerfile: readonly Step[] = [
	{ name: 'FROM docker.io/library/python:3.13-slim', megabytes: 0, time: 2, logs: [] },
	{ name: 'WORKDIR /app', megabytes: 0, time: 2, logs: [] },
	{ name: 'COPY requirements.txt .', megabytes: 0.001, time: 2, logs: [] },
	{
		name: 'RUN pip install -r requirements.txt',
		megabytes: 14.2,
		time: 12,
		logs: [
			'Collecting flask',
			'  Downloading flask-3.1.2-py3-none-any.whl (103 kB)',
			'Collecting werkzeug>=3.1',
			'Installing collected packages: werkzeug, flask',
			'\x1b[32mSuccessfully installed\x1b[0m flask-3.1.2 werkzeug-3.1.3',
		],
	},
	{ name: 'COPY . .', megabytes: 0.3, time: 3, logs: [] },
	{ name: 'RUN python -m compileall -q .', megabytes: 0.2, time: 5, logs: ["Listing '.'..."] },
];

/**
 * `docker build`: an upload, then the steps of a small Python app, cached in the second build. A build argument
 * named FAIL makes the last step fail with exit code 1.
 */
export async function* build(world: World, options: BuildOptions, { signal }: Call): AsyncGenerator<BuildEvent> {
	const size = 40_000 + (hash(options.context, world.seed) % 200_000);
	for (const part of [0.3, 0.7, 1]) {
		await world.work(2, signal);
		yield { kind: 'upload', sent: Math.round(size * part), done: part === 1 };
	}
	const layers: LayerRecord[] = [];
	const base = findImage(world, 'python:3.13-slim');
	let inputs: readonly string[] = [];
	for (const [index, step] of dockerfile.entries()) {
		const name = `[${index + 1}/${dockerfile.length}] ${step.name}`;
		const digest = `sha256:${hex(`step ${name} ${options.context} ${JSON.stringify(options.buildArgs)}`, world.seed)}`;
		const cached = !options.noCache && world.buildCache.some(entry => entry.id === digest);
		const fails = 'FAIL' in options.buildArgs && index === dockerfile.length - 1;
		const startedAt = world.now();
		const vertex = { digest, inputs, name, cached };
		if (options.builder === 'classic') {
			yield { kind: 'message', message: { stream: `Step ${index + 1}/${dockerfile.length} : ${step.name}\n` } };
		} else {
			yield { kind: 'vertex', vertex: { ...vertex, startedAt } };
		}
		for (const line of cached ? [] : step.logs) {
			await world.work(step.time / step.logs.length, signal);
			if (options.builder === 'classic') {
				yield { kind: 'message', message: { stream: `${line}\n` } };
			} else {
				yield { kind: 'log', vertex: digest, text: `${line}\n` };
			}
		}
		if (!cached && step.logs.length === 0) {
			await world.work(step.time, signal);
		}
		if (fails) {
			yield* failure(world, options, vertex, startedAt);
		}
		if (options.builder === 'classic') {
			yield {
				kind: 'message',
				message: { stream: `${cached ? ' ---> Using cache\n' : ''} ---> ${digest.slice(7, 19)}\n` },
			};
		} else {
			yield { kind: 'vertex', vertex: { ...vertex, startedAt, completedAt: world.now() } };
		}
		if (!cached) {
			world.buildCache.push({ id: digest, size: Math.round(step.megabytes * 1e6), description: step.name });
		}
		if (index > 0) {
			layers.push({
				digest,
				createdBy: `${step.name} # buildkit`,
				size: Math.round(step.megabytes * 1e6),
				createdAt: world.now(),
				comment: 'buildkit.dockerfile.v0',
			});
		}
		inputs = [digest];
	}
	const image = finished(world, options, base, layers);
	yield { kind: 'message', message: { aux: { ID: image.id } } };
}

async function* failure(
	world: World,
	options: BuildOptions,
	vertex: { digest: string; inputs: readonly string[]; name: string; cached: boolean },
	startedAt: number,
): AsyncGenerator<BuildEvent> {
	const command = `/bin/sh -c ${vertex.name.replace(/^.*RUN /, '')}`;
	if (options.builder === 'classic') {
		throw new EngineError('stream', `The command '${command}' returned a non-zero code: 1`, { exitCode: 1 });
	}
	const error = `process "${command}" did not complete successfully: exit code: 1`;
	yield { kind: 'log', vertex: vertex.digest, text: '*** Error compiling ./app.py: SyntaxError: invalid syntax\n' };
	yield { kind: 'vertex', vertex: { ...vertex, startedAt, completedAt: world.now(), error } };
	throw new EngineError('stream', `failed to solve: ${error}`, { exitCode: 1 });
}

function finished(
	world: World,
	options: BuildOptions,
	base: ImageRecord | undefined,
	layers: readonly LayerRecord[],
): ImageRecord {
	const template = findImage(world, 'helloworld');
	const image: ImageRecord = {
		id: `sha256:${hex(`built ${layers.map(layer => layer.digest).join()} ${JSON.stringify(options.labels)}`, world.seed)}`,
		parentId: '',
		tags: [],
		digests: [],
		createdAt: world.now(),
		layers: [...(base?.layers ?? []), ...layers],
		config: { ...(template?.config ?? { Cmd: ['python3', 'app.py'] }), Labels: options.labels },
		author: '',
		comment: 'buildkit.dockerfile.v0',
		program: 'web',
		shells: base?.shells ?? ['/bin/sh'],
		files: new Map(),
	};
	const built = world.images.get(image.id) ?? image;
	world.images.set(built.id, built);
	for (const tag of options.tags) {
		const split = /:[\w][\w.-]*$/.exec(tag);
		setTag(world, built, split ? tag.slice(0, split.index) : tag, split ? split[0].slice(1) : 'latest');
	}
	return built;
}
