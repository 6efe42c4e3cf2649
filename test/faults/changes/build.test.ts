import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { startSshServer } from '../../engine/docker/connect/helpers/sshd.js';
import { outputOf, runBuild, sentOf, startBuild, whenSent } from '../../helpers/engine/image-builds.js';
import { findProgram } from '../../helpers/engine/programs.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { waitLimit } from '../../helpers/limits/limits.js';
import { skipOwnEngine, startOwnEngine } from '../connection/own-engine.js';
import { scratch } from '../kit.js';

const { skip, engine: real } = engineOrSkip();
const skipSsh = skip || (process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined);
const megabyte = 1024 * 1024;

function context(busybox: string, ...lines: string[]): { folder: string; large(megabytes: number): void } {
	const folder = scratch();
	writeFileSync(path.join(folder, 'Dockerfile'), [`FROM ${busybox}`, ...lines, ''].join('\n'));
	return {
		folder,
		/** A sparse file of zeros: it takes no space on the disk. */
		large(megabytes) {
			writeFileSync(path.join(folder, 'large'), '');
			truncateSync(path.join(folder, 'large'), megabytes * megabyte);
		},
	};
}

test.skipIf(skipOwnEngine)(
	'a build fails when its engine is killed in the middle of a file, and works once the engine is back',
	async () => {
		const own = await startOwnEngine();
		onTestFinished(() => own.stop());
		const engine = createDockerEngine(await openClient({ url: own.engine.host, origin: 'test' }));
		onTestFinished(() => engine.close());
		const { folder, large } = context(own.test.busybox, 'COPY . /srv', 'RUN stat -c %s /srv/large');
		large(4000);
		const asked = { context: folder, builder: 'buildkit' } as const;
		const cut = whenSent(startBuild(engine, asked), megabyte, () => own.engine.end('SIGKILL'));
		await expect(cut).rejects.toMatchObject({
			name: 'EngineError',
			message: expect.not.stringContaining('build context'),
		});
		await own.engine.startAgain();
		large(1);
		expect(outputOf(await runBuild(engine, asked))).toBe(`${megabyte}\n`);
	},
);

test.skipIf(skipSsh)('a build over ssh sends only the files that have changed', async () => {
	const server = await startSshServer(real.host, real.dockerCli);
	onTestFinished(() => server.stop());
	const client = await openClient(
		{ url: `ssh://127.0.0.1:${server.port}`, origin: '--host' },
		{ env: server.env, configFolder: '/nowhere', timeoutMs: waitLimit() },
	);
	const engine = createDockerEngine(client);
	onTestFinished(() => engine.close());
	const { folder, large } = context(real.busybox, 'LABEL plimsoll-test=faults', 'COPY . /srv', 'RUN cat /srv/small');
	large(5);
	const small = path.join(folder, 'small');
	writeFileSync(small, 'before\n');
	const asked = { context: folder, builder: 'buildkit', tags: ['plimsoll-faults/ssh-build:1'] } as const;
	expect(sentOf(await runBuild(engine, asked))).toBeGreaterThan(5 * megabyte);
	writeFileSync(small, 'afterwards\n');
	const second = await runBuild(engine, asked);
	expect(outputOf(second)).toContain('afterwards\n');
	expect(sentOf(second)).toBeLessThan(1000);
	await engine.images.remove(asked.tags[0], { force: true }, { signal: new AbortController().signal });
});
