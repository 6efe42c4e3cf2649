import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { BuildOptions, Engine } from '../../../source/engine/engine.js';
import { eventsOf, outputOf, startBuild } from '../../helpers/engine/image-builds.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { countProcesses } from '../../helpers/processes.js';

const { skip, engine: real } = engineOrSkip();
const imageTag = 'plimsoll-adapter-build:1';

/** Seconds that an endless step sleeps: a number that no other process of this machine has. */
const endless = 70_000_000 + process.pid;

const sleepers = () => countProcesses(['sleep', String(endless)]);

describe.skipIf(skip)('build', () => {
	let engine: Engine;
	let folder: string;
	const { signal } = new AbortController();

	beforeAll(async () => {
		engine = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
	});
	afterAll(() => engine.close());
	beforeEach(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-build-'));
	});
	afterEach(async () => {
		rmSync(folder, { recursive: true });
		await engine.images.remove(imageTag, { force: true }, { signal }).catch(() => {});
		const left = await engine.containers.list({ signal, filters: { label: ['plimsoll-test=adapter'] } });
		// The builder may remove its own containers at the same time.
		for (const { id } of left) {
			await engine.containers.remove(id, { force: true, volumes: true }, { signal }).catch(() => {});
		}
		const images = (await engine.images.list({ signal })).filter(image => image.labels['plimsoll-test'] === 'adapter');
		for (const { id } of images) {
			await engine.images.remove(id, { force: true }, { signal }).catch(() => {});
		}
	});

	const write = (name: string, text: string) => {
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), text);
	};
	const build = (options: Partial<BuildOptions> & Pick<BuildOptions, 'builder'>, stop: AbortSignal = signal) =>
		startBuild(
			engine,
			{ context: folder, tags: [imageTag], labels: { 'plimsoll-test': 'adapter' }, noCache: true, ...options },
			stop,
		);

	for (const builder of ['classic', 'buildkit'] as const) {
		test(`sends only files that .dockerignore allows, and ends with an image (${builder})`, async () => {
			write(
				'Dockerfile',
				`FROM ${real.busybox}\nCOPY . /srv\nRUN cd /srv && find . | sort && ls -ln a && readlink link\n`,
			);
			write('.dockerignore', '# all but\n*\n!a\na/**/no\n!deep/er/yes\n!link\n');
			write('a/yes', 'y');
			write('a/b/no', 'n');
			write('deep/er/yes', 'y');
			write('deep/er/no', 'n');
			write('secret', 's');
			symlinkSync('a/yes', path.join(folder, 'link'));
			const events = await eventsOf(build({ builder }));
			const text = outputOf(events);
			for (const name of ['./a/yes', './deep/er/yes', './link', 'a/yes']) {
				expect(text).toContain(`${name}\n`);
			}
			for (const name of ['./a/b/no', './deep/er/no', './secret']) {
				expect(text).not.toContain(`${name}\n`);
			}
			expect(text).toMatch(/-rw-r--r--\s+1 0\s+0\s+1 .* yes/);
			expect(events.findLast(event => event.kind === 'upload')).toMatchObject({ done: true });
			const ids = events.flatMap(event =>
				event.kind === 'message' && event.message.aux?.ID ? [event.message.aux.ID] : [],
			);
			expect((await engine.images.inspect(imageTag, { signal })).id).toBe(ids.at(-1));
		});

		test(`accepts a Dockerfile outside of the context, build arguments and a target (${builder})`, async () => {
			const outside = `${folder}.Dockerfile`;
			writeFileSync(
				outside,
				`FROM ${real.busybox} AS one\nARG WHO\nRUN echo hello $WHO && ls -A /\nFROM one AS two\nRUN exit 9\n`,
			);
			try {
				const events = await eventsOf(
					build({ builder, dockerfile: outside, buildArgs: { WHO: 'world' }, target: 'one' }),
				);
				expect(outputOf(events)).toContain('hello world');
			} finally {
				rmSync(outside);
			}
		});

		test(`fails with the builder’s words and the exit code of the failed step (${builder})`, async () => {
			write('Dockerfile', `FROM ${real.busybox}\nLABEL plimsoll-test=adapter\nRUN echo before; exit 3\n`);
			await expect(eventsOf(build({ builder }))).rejects.toMatchObject({
				kind: 'stream',
				exitCode: 3,
				message: expect.stringContaining('exit 3'),
			});
		});

		test(`stops the engine’s work after an abort (${builder})`, async () => {
			write('Dockerfile', `FROM ${real.busybox}\nLABEL plimsoll-test=adapter\nRUN echo started; sleep ${endless}\n`);
			// BuildKit's steps are not containers: only the process list shows them.
			const local = process.platform === 'linux' && real.host.startsWith('unix:');
			const controller = new AbortController();
			const cut = (async () => {
				for await (const event of build({ builder }, controller.signal)) {
					if (!outputOf([event]).startsWith('started')) {
						continue;
					}
					if (local) {
						await expect.poll(sleepers).not.toBe(0);
					}
					controller.abort();
				}
			})();
			await expect(cut).rejects.toMatchObject({ name: 'AbortError' });
			if (local) {
				await expect.poll(sleepers).toBe(0);
			}
		});
	}

	test('sends a large context in parts and reports the progress', async () => {
		write('Dockerfile', `FROM ${real.busybox}\nCOPY big /big\n`);
		writeFileSync(path.join(folder, 'big'), Buffer.alloc(8 * 1024 * 1024, 'x'));
		const uploads = (await eventsOf(build({ builder: 'classic' }))).filter(event => event.kind === 'upload');
		expect(uploads.length).toBeGreaterThan(2);
		expect(uploads.at(-1)?.sent).toBeGreaterThan(8 * 1024 * 1024);
	});

	test('names a missing context or Dockerfile, and sends nothing', async () => {
		await expect(eventsOf(build({ builder: 'buildkit' }))).rejects.toMatchObject({
			kind: 'bad-request',
			message: expect.stringContaining(path.join(folder, 'Dockerfile')),
		});
		const context = path.join(folder, 'nowhere');
		await expect(eventsOf(build({ builder: 'classic', context }))).rejects.toMatchObject({
			kind: 'bad-request',
			message: expect.stringContaining('nowhere'),
		});
	});

	test('prefers the Dockerfile’s own ignore file with BuildKit', async () => {
		write('other.Dockerfile', `FROM ${real.busybox}\nCOPY . /srv\nRUN cd /srv && find . | sort\n`);
		write('.dockerignore', 'one\n');
		write('other.Dockerfile.dockerignore', 'two\n');
		write('one', '1');
		write('two', '2');
		const text = outputOf(await eventsOf(build({ builder: 'buildkit', dockerfile: 'other.Dockerfile' })));
		expect(text).toContain('./one\n');
		expect(text).not.toContain('./two\n');
	});
});
