import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { outputOf, runBuild } from '../../helpers/engine/image-builds.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { dockerClis } from '../docker-clis.js';
import { contextCases } from './build-contexts.js';
import type { ContextCase } from './context-case.js';
import { ContextFolder } from './context-folder.js';

const { skip, engine: real } = engineOrSkip();
const testLabel = 'plimsoll-test=build-context';

/** A client that sends a context to BuildKit: the one in older CLIs, and buildx. */
type Builder = { name: string; argv: readonly string[]; today: boolean };

function builders(): Builder[] {
	// Newer engines refuse some of what the client of 20.10 sends.
	const old = dockerClis().filter(cli => Number.parseInt(cli.version, 10) < 23 && !skip && real.is.api <= 141);
	const { skip: noPlugins, compose } = skip ? { skip: true, compose: { config: '' } } : composeOrSkip();
	const found = noPlugins ? undefined : path.join(compose.config, 'cli-plugins/docker-buildx');
	return [
		...old.map(({ file, version }) => ({ name: `docker ${version}`, argv: [file, 'build'], today: false })),
		...(found === undefined
			? []
			: [{ name: 'buildx', argv: [found, 'build', '--load', '--provenance=false'], today: true }]),
	];
}

const clients = builders();

/**
 * Prints each file's properties that an image can keep; a folder's size and time depend on the file system. BuildKit passes on
 * 200 KiB a second of a step's output and drops the rest, so a long listing waits first.
 */
const listing = [
	String.raw`RUN cd /srv && list=$({ { find . -type d -exec stat -c '%n|%F|%a|%u:%g' {} \; ;`,
	String.raw`find . ! -type d -exec stat -c '%N|%F|%a|%u:%g|%s|%Y|%t:%T|%h' {} \; ;`,
	String.raw`find . -type f -exec sha256sum {} \; ; } | sort | cat -vt | sed 's/^/@/'; });`,
	String.raw`[ $(echo "$list" | wc -l) -lt 100 ] || sleep 2; printf '%s\n' "$list"; echo`,
].join(' ');

describe.skipIf(skip)('a BuildKit build', () => {
	const { signal } = new AbortController();
	let engine: Engine;
	let folder: ContextFolder;

	beforeAll(async () => {
		engine = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
	});
	afterAll(() => engine.close());
	beforeEach(() => {
		folder = new ContextFolder();
	});
	afterEach(async () => {
		folder.remove();
		const images = (await engine.images.list({ signal })).filter(
			image => image.labels['plimsoll-test'] === 'build-context',
		);
		for (const { id } of images) {
			await engine.images.remove(id, { force: true }, { signal });
		}
	});

	function prepare({ make, dockerfile = 'Dockerfile', copy = ['COPY . /srv/'] }: ContextCase): void {
		const lines = [`FROM ${real.busybox} AS base`, `LABEL ${testLabel}`, 'WORKDIR /srv', ...copy, listing, ''];
		const file = folder.at(dockerfile);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, lines.join('\n'));
		make(folder);
	}

	async function ours(tag: string, { dockerfile, target }: ContextCase, noCache: boolean) {
		const asked = {
			context: folder.context,
			...(dockerfile !== undefined && { dockerfile }),
			...(target !== undefined && { target }),
		};
		const events = await runBuild(engine, { ...asked, tags: [tag], noCache, builder: 'buildkit' });
		return { id: (await engine.images.inspect(tag, { signal })).id, lines: listed(outputOf(events)) };
	}

	async function theirs(tag: string, { dockerfile, target }: ContextCase, [file, ...args]: readonly string[]) {
		const more = [
			'--no-cache',
			'--progress',
			'plain',
			'-t',
			tag,
			...(target === undefined ? [] : ['--target', target]),
		];
		const named = dockerfile === undefined ? [] : ['-f', folder.at(dockerfile)];
		const env = { HOME: folder.root, DOCKER_HOST: real.host, DOCKER_BUILDKIT: '1', BUILDKIT_PROGRESS: 'plain' };
		const { stderr } = await promisify(execFile)(file!, [...args, ...more, ...named, folder.context], {
			env,
			maxBuffer: 64 * 1024 * 1024,
		});
		const output = stderr.replaceAll(/^#\d+ [\d.]+ /gm, '');
		return { id: (await engine.images.inspect(tag, { signal })).id, lines: listed(output) };
	}

	test.each(Object.entries(contextCases).filter(([, { files }]) => files))(
		'sends the expected files for %s',
		async (_name, each) => {
			prepare(each);
			const { lines } = await ours('plimsoll-context:ours', each, true);
			const files = lines.flatMap(line => /^@[0-9a-f]{64} {2}\.\/(.*)/.exec(line)?.[1] ?? []);
			expect(files.sort()).toEqual([...(each.files ?? [])].sort());
		},
	);

	describe.each(clients)('compared with $name', ({ argv, today }) => {
		const cases = Object.entries(contextCases).filter(([, { todayOnly }]) => today || !todayOnly);
		test.each(cases)('sends the same context for %s', async (_name, each) => {
			prepare(each);
			if (each.refusedSince && real.is.api >= each.refusedSince) {
				await expect(theirs('plimsoll-context:theirs', each, argv)).rejects.toThrow();
				await expect(ours('plimsoll-context:ours', each, false)).rejects.toThrow();
				return;
			}
			const expected = await theirs('plimsoll-context:theirs', each, argv);
			// Equal content comes from the builder's cache, so equal ids mean equal content.
			expect((await ours('plimsoll-context:ours', each, false)).id).toBe(expected.id);
			const { lines } = await ours('plimsoll-context:ours', each, true);
			expect(lines).toEqual(expected.lines);
			expect(lines.length).toBeGreaterThan(0);
		});
	});
});

function listed(output: string): readonly string[] {
	return output.split('\n').filter(line => line.startsWith('@'));
}
