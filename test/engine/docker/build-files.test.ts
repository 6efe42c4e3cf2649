import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	truncateSync,
	unlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import {
	type Asked,
	outputOf,
	runBuild,
	sentOf,
	startBuild,
	stepsOf,
	whenSent,
} from '../../helpers/engine/image-builds.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { cutAfter, fail, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';

const { skip, engine: real } = engineOrSkip();
const testLabel = 'plimsoll-test=build-files';
const megabyte = 1024 * 1024;

describe.skipIf(skip)('the files of a BuildKit build', () => {
	const { signal } = new AbortController();
	let engine: Engine;
	let folder: string;

	beforeAll(async () => {
		engine = await engineAt(real.host);
	});
	afterAll(() => engine.close());
	beforeEach(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-files-'));
	});
	afterEach(async () => {
		rmSync(folder, { recursive: true });
		const images = (await engine.images.list({ signal })).filter(
			image => image.labels['plimsoll-test'] === 'build-files',
		);
		for (const { id } of images) {
			await engine.images.remove(id, { force: true }, { signal });
		}
	});

	const engineAt = async (host: string) => createDockerEngine(await openClient({ url: host, origin: 'test' }));
	const write = (name: string, text: string | Buffer = `${name}\n`) => {
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), text);
	};
	const dockerfile = (...lines: string[]) =>
		write('Dockerfile', [`FROM ${real.busybox}`, `LABEL ${testLabel}`, ...lines, ''].join('\n'));
	/** A sparse file of zeros. */
	const large = (name: string, megabytes: number) => {
		write(name, '');
		truncateSync(path.join(folder, name), megabytes * megabyte);
	};
	const asked = (more: Partial<Asked> = {}): Asked => ({ context: folder, builder: 'buildkit', ...more });
	const build = (more: Partial<Asked> = {}) => runBuild(engine, asked(more));

	async function proxied() {
		const proxy = await startRecordingProxy({
			target: real.host,
			listen: path.join(folder, '../', `${path.basename(folder)}.sock`),
		});
		const through = await engineAt(proxy.host);
		onTestFinished(async () => {
			through.close();
			await proxy.close();
		});
		return { proxy, through };
	}

	test('are cached in all steps when the folder is unchanged, and COPY stays cached after an edit of the Dockerfile', async () => {
		dockerfile('COPY . /srv', 'RUN true');
		write('.dockerignore', 'Dockerfile\n.dockerignore\n');
		write('app');
		await build({ noCache: true });
		expect(stepsOf(await build())).toEqual({
			cached: ['[2/3] COPY . /srv', '[3/3] RUN true'],
			run: [],
		});
		dockerfile('COPY . /srv', 'RUN echo edited');
		expect(stepsOf(await build())).toEqual({ cached: ['[2/3] COPY . /srv'], run: ['[3/3] RUN echo edited'] });
		write('.dockerignore', 'Dockerfile\n.dockerignore\nnothing\n');
		expect(stepsOf(await build()).run).toEqual([]);
		write('app', 'changed\n');
		expect(stepsOf(await build()).run).toEqual(['[2/3] COPY . /srv', '[3/3] RUN echo edited']);
	});

	test('are cached with a Dockerfile outside of the folder, too', async () => {
		const outside = `${folder}.Dockerfile`;
		writeFileSync(outside, `FROM ${real.busybox}\nLABEL ${testLabel}\nCOPY . /srv\nRUN ls -A /srv\n`);
		onTestFinished(() => rmSync(outside));
		write('app');
		const first = await build({ dockerfile: outside, noCache: true });
		expect(outputOf(first)).toBe('app\n');
		expect(stepsOf(await build({ dockerfile: outside })).run).toEqual([]);
	});

	test('are sent again only after a change', async () => {
		dockerfile('COPY . /srv');
		write('one', Buffer.alloc(megabyte, '1'));
		write('two', Buffer.alloc(2 * megabyte, '2'));
		expect(sentOf(await build())).toBeGreaterThan(3 * megabyte);
		expect(sentOf(await build())).toBeLessThan(1000);
		write('one', Buffer.alloc(megabyte, 'x'));
		const sent = sentOf(await build());
		expect(sent).toBeGreaterThan(megabyte);
		expect(sent).toBeLessThan(1.1 * megabyte);
	});

	test('are sent again with the same size and a new time, and a removed file is removed from the image', async () => {
		dockerfile('COPY . /srv', 'RUN cat /srv/*e; ls /srv');
		write('one', 'before');
		write('two', '2');
		await build();
		write('one', 'after!');
		utimesSync(path.join(folder, 'one'), 5, 5);
		unlinkSync(path.join(folder, 'two'));
		const text = outputOf(await build());
		expect(text).toContain('after!');
		expect(text).not.toContain('two');
	});

	test('arrive when they are ten thousand small ones', async () => {
		dockerfile('COPY . /srv', 'RUN find /srv -type f | wc -l; cat /srv/f42/f42');
		for (let index = 0; index < 10_000; index++) {
			write(`f${index % 100}/f${Math.floor(index / 100)}`);
		}
		expect(outputOf(await build())).toBe('10001\nf42/f42\n');
	});

	test('arrive completely with 200 MB, and the progress is reported', async () => {
		dockerfile('COPY big /', 'RUN stat -c %s /big');
		large('big', 200);
		const events = await build();
		expect(outputOf(events)).toBe(`${200 * megabyte}\n`);
		const uploads = events.filter(event => event.kind === 'upload');
		expect(uploads.length).toBeGreaterThan(3);
		expect(uploads.at(-1)).toMatchObject({ done: true });
		expect(events.some(event => event.kind === 'status' && event.id === 'transferring context:')).toBe(true);
	});

	test('may be in a folder behind a link', async () => {
		dockerfile('COPY . /srv', 'RUN cat /srv/app');
		write('app');
		const link = `${folder}.link`;
		symlinkSync(folder, link);
		onTestFinished(() => rmSync(link));
		expect(outputOf(await build({ context: link, noCache: true }))).toBe('app\n');
	});

	test('are not mixed up by two builds at once, of the same folder or of two', async () => {
		dockerfile('ARG WHO', 'COPY . /srv', 'RUN cat /srv/app; echo $WHO');
		write('app', 'first\n');
		const other = `${folder}.other`;
		mkdirSync(other);
		onTestFinished(() => rmSync(other, { recursive: true }));
		writeFileSync(
			path.join(other, 'Dockerfile'),
			`FROM ${real.busybox}\nLABEL ${testLabel}\nCOPY . /srv\nRUN cat /srv/app\n`,
		);
		writeFileSync(path.join(other, 'app'), 'second\n');
		const all = await Promise.all([
			build({ noCache: true, buildArgs: { WHO: 'one' } }),
			build({ noCache: true, buildArgs: { WHO: 'two' } }),
			build({ noCache: true, context: other }),
		]);
		expect(all.map(outputOf)).toEqual(['first\none\n', 'first\ntwo\n', 'second\n']);
	});

	describe('a failed build', () => {
		test('names a file that may not be read', async () => {
			// Root may read every file, unless the kernel itself refuses.
			const unreadable = process.getuid?.() === 0 ? unreadableFolder() : folder;
			const outside = `${folder}.Dockerfile`;
			writeFileSync(outside, `FROM ${real.busybox}\nCOPY . /srv\n`);
			onTestFinished(() => rmSync(outside));
			if (unreadable === folder) {
				write('secret');
				rmSync(path.join(folder, 'secret'));
				writeFileSync(path.join(folder, 'secret'), '1', { mode: 0 });
			}
			await expect(build({ context: unreadable, dockerfile: outside })).rejects.toMatchObject({
				kind: 'bad-request',
				message: expect.stringMatching(
					new RegExp(`^error reading build context: EACCES: permission denied, open '${unreadable}/`),
				),
			});
		});

		test('names a file that becomes shorter during the read', async () => {
			dockerfile('COPY . /srv');
			large('shrinks', 4000);
			const events = startBuild(engine, asked());
			await expect(
				whenSent(events, megabyte, () => truncateSync(path.join(folder, 'shrinks'), 10)),
			).rejects.toMatchObject({
				kind: 'bad-request',
				message: 'error reading build context: shrinks became shorter while it was read',
			});
		});

		test('names a file that is removed before the read', async () => {
			dockerfile('COPY . /srv');
			// Four files are read at a time, and the builder requests files in no fixed order.
			for (let index = 0; index < 16; index++) {
				large(`file-${index}`, 60);
			}
			const remove = () => {
				for (const name of readdirSync(folder)) {
					unlinkSync(path.join(folder, name));
				}
			};
			await expect(whenSent(startBuild(engine, asked()), megabyte, remove)).rejects.toMatchObject({
				message: expect.stringMatching(
					/^error reading build context: ENOENT: no such file or directory, open '.*\/file-\d+'$/,
				),
			});
		});

		test('names a pattern with a syntax error', async () => {
			dockerfile('COPY . /srv');
			write('.dockerignore', 'fine\nbroken[\n');
			await expect(build()).rejects.toThrow(/syntax error in pattern/);
			await expect(build({ builder: 'classic' })).rejects.toThrow(
				'error checking context: syntax error in pattern "broken["',
			);
		});

		test('is not even requested when the engine refuses the session', async () => {
			dockerfile('COPY . /srv');
			const { proxy, through } = await proxied();
			proxy.fault('POST /session', fail(403, '{"message":"sessions are forbidden"}'));
			await expect(runBuild(through, asked())).rejects.toThrow('sessions are forbidden');
			expect(proxy.of('POST /build')).toEqual([]);
		});

		test('is not requested by an engine without sessions, which the error says', async () => {
			dockerfile('COPY . /srv');
			const { proxy, through } = await proxied();
			proxy.fault('POST /session', fail(404, '{"message":"page not found"}'));
			await expect(runBuild(through, asked())).rejects.toMatchObject({
				kind: 'unsupported',
				message:
					'this engine takes no BuildKit build over its API (POST /session), only from docker buildx: page not found',
			});
			expect(proxy.of('POST /build')).toEqual([]);
		});

		test('follows from a session that is cut', async () => {
			dockerfile('COPY . /srv');
			large('big', 50);
			const { proxy, through } = await proxied();
			proxy.fault('POST /session', cutAfter(700));
			await expect(runBuild(through, asked())).rejects.toMatchObject({ name: 'EngineError' });
		});
	});

	test('are no longer sent after an abort, which closes the session, and the next build works', async () => {
		dockerfile('COPY . /srv', 'RUN stat -c %s /srv/big');
		large('big', 4000);
		const { proxy, through } = await proxied();
		const controller = new AbortController();
		const events = startBuild(through, asked(), controller.signal);
		await expect(whenSent(events, megabyte, () => controller.abort())).rejects.toMatchObject({ name: 'AbortError' });
		await proxy.settled('POST /session', 0);
		expect(proxy.of('POST /build/cancel')).toHaveLength(1);
		large('big', 1);
		expect(outputOf(await runBuild(through, asked()))).toBe(`${megabyte}\n`);
	});

	test('are no longer sent when the reader stops, which closes the session', async () => {
		dockerfile('COPY . /srv');
		large('big', 4000);
		const { proxy, through } = await proxied();
		for await (const event of startBuild(through, asked())) {
			if (event.kind === 'upload' && event.sent > megabyte) {
				break;
			}
		}
		await proxy.settled('POST /session', 0);
	});
});

/** A folder of the kernel with an unreadable file. */
function unreadableFolder(): string {
	return '/sys/bus/platform';
}
