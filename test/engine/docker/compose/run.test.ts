import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { UpMessage } from '../../../../source/domain/compose/up/messages.js';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { composeCalls } from '../../../../source/engine/docker/compose/compose.js';
import { readOnly } from '../../../../source/engine/read-only.js';
import { drain } from '../../../helpers/drain.js';
import { fakePrograms } from './fake-program.js';

const endpoint = { url: 'unix:///nowhere/docker.sock', origin: 'test' };
const call = { signal: new AbortController().signal };
const up = { words: ['up', '-d'], profiles: [] };

/** Compose whose `up` is a shell script. */
function compose(script: string) {
	const fake = fakePrograms({ docker: `[ "$2" = version ] && { echo '{"version":"2.40.3"}'; exit; }\n${script}` });
	return { ...fake, compose: composeCalls(endpoint, fake.env) };
}

async function collect(stream: AsyncIterable<UpMessage>): Promise<UpMessage[]> {
	const messages: UpMessage[] = [];
	for await (const message of stream) {
		messages.push(message);
	}
	return messages;
}

describe('a command of compose', () => {
	test('reports what both outputs say, line by line', async () => {
		const { compose: calls, files } = compose(
			`echo '{"id":"Container shop-db-1","status":"Starting"}' >&2; printf 'half '; printf 'line\\n'; printf 'no end'`,
		);
		const messages = await collect(calls.run(files, up, call));
		expect(messages).toContainEqual(expect.objectContaining({ kind: 'step', id: 'Container shop-db-1' }));
		expect(messages).toContainEqual({ kind: 'line', text: 'half line' });
		expect(messages).toContainEqual({ kind: 'line', text: 'no end' });
	});

	test('fails with the message of compose', async () => {
		const { compose: calls, files } = compose(
			`echo '{"error":true,"message":"Bind for 0.0.0.0:80 failed: port is already allocated"}' >&2; exit 1`,
		);
		await expect(drain(calls.run(files, up, call))).rejects.toMatchObject({
			kind: 'stream',
			exitCode: 1,
			message: 'Bind for 0.0.0.0:80 failed: port is already allocated',
		});
	});

	test('fails with the last line of a compose that prints no JSON', async () => {
		const { compose: calls, files } = compose(`echo 'no configuration file provided: not found' >&2; exit 14`);
		await expect(drain(calls.run(files, up, call))).rejects.toThrow('no configuration file provided: not found');
	});

	test('fails with the exit status of a compose that says nothing', async () => {
		const { compose: calls, files } = compose('exit 3');
		await expect(drain(calls.run(files, up, call))).rejects.toThrow('compose has exited with exit status 3');
	});

	test('fails with the signal that ended compose', async () => {
		const { compose: calls, files } = compose('kill -KILL $$');
		await expect(drain(calls.run(files, up, call))).rejects.toThrow('compose was ended by SIGKILL');
	});

	test('reads junk as lines without control characters', async () => {
		const { compose: calls, files } = compose(
			`printf '{"id":\\n\\033]52;c;aGk=\\007{not json}\\n[1,2]\\n{"some":"thing"}\\n{"id":"\\\\u001b[2Jx","status":"y"}\\n'`,
		);
		const messages = await collect(calls.run(files, up, call));
		expect(messages.map(({ kind }) => kind)).toEqual(['line', 'line', 'line', 'line', 'step']);
		expect(JSON.stringify(messages)).not.toMatch(/\\u001b|\\u0007/);
	});

	test('is asked to end when the task is cancelled', async () => {
		const {
			compose: calls,
			files,
			folder,
		} = compose(
			`trap 'touch ${'$'}HOME/ended; exit 130' TERM; echo '{"id":"a","status":"b"}'; while :; do sleep 0.05; done`,
		);
		const scope = new AbortController();
		const stream = calls.run(files, up, { signal: scope.signal });
		const first = await stream[Symbol.asyncIterator]().next();
		expect(first.done).toBe(false);
		scope.abort();
		await expect.poll(() => existsSync(`${folder}/ended`)).toBe(true);
	});

	test('rejects with an abort when it is cancelled', async () => {
		const { compose: calls, files } = compose(`trap 'exit 130' TERM; while :; do sleep 0.05; done`);
		const scope = new AbortController();
		const running = drain(calls.run(files, up, { signal: scope.signal }));
		await calls.tool(call);
		scope.abort();
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
	});

	test('does not get the variables that would change what the plan shows', async () => {
		const fake = fakePrograms({
			docker: `[ "$2" = version ] && { echo '{"version":"2.40.3"}'; exit; }; env | grep -E '^(COMPOSE|DOCKER)' || true`,
		});
		const env = {
			...fake.env,
			COMPOSE_REMOVE_ORPHANS: '1',
			COMPOSE_PROFILES: 'debug',
			DOCKER_HOST: 'tcp://other:1',
			DOCKER_CONTEXT: 'other',
		};
		const messages = await collect(composeCalls(endpoint, env).run(fake.files, up, call));
		expect(messages.map(message => 'text' in message && message.text).sort()).toEqual([
			'COMPOSE_PROFILES=debug',
			`DOCKER_HOST=${endpoint.url}`,
		]);
	});

	test.each([
		[{ url: 'tcp://a:1', origin: 'x', context: 'prod' }, ['DOCKER_CONTEXT=prod']],
		[
			{ url: 'tcp://a:1', origin: 'x', tls: { folder: '/certs', verify: true } },
			['DOCKER_CERT_PATH=/certs', 'DOCKER_HOST=tcp://a:1', 'DOCKER_TLS_VERIFY=1'],
		],
		[
			{ url: 'tcp://a:1', origin: 'x', tls: { folder: '/certs', verify: false } },
			['DOCKER_CERT_PATH=/certs', 'DOCKER_HOST=tcp://a:1', 'DOCKER_TLS=1'],
		],
	])('works on the engine of the dashboard: %j', async (other, expected) => {
		const fake = fakePrograms({
			docker: `[ "$2" = version ] && { echo '{"version":"2.40.3"}'; exit; }; env | grep -E '^DOCKER' || true`,
		});
		const messages = await collect(composeCalls(other, fake.env).run(fake.files, up, call));
		expect(messages.map(message => 'text' in message && message.text).sort()).toEqual(expected);
	});

	test('is refused in read-only mode, while a plan is not', async () => {
		const engine = readOnly(createDemoEngine({ latency: 0 }));
		const files = { name: 'shop', workingDir: '/home/ada/shop', configFiles: [], environmentFiles: [] };
		await expect(drain(engine.compose.run(files, up, call))).rejects.toMatchObject({ kind: 'read-only' });
		const { model } = await engine.compose.read(files, { profiles: [], first: new Map() }, call);
		expect(model.name).toBe('shop');
		engine.close();
	});
});
