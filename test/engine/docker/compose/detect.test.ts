import { describe, expect, test } from 'vitest';
import { noComposeWords } from '../../../../source/domain/compose/up/tool.js';
import { composeCalls } from '../../../../source/engine/docker/compose/compose.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { drain } from '../../../helpers/drain.js';
import { fakePrograms } from './fake-program.js';

const endpoint = { url: 'unix:///nowhere/docker.sock', origin: 'test' };
const call = { signal: new AbortController().signal };
const noPlugin = `echo "docker: 'compose' is not a docker command." >&2; exit 1`;

function compose(scripts: Readonly<Record<string, string>>) {
	const fake = fakePrograms(scripts);
	return { ...fake, calls: fake.calls, compose: composeCalls(endpoint, fake.env) };
}

describe('the compose program', () => {
	test.each([
		['{"version":"2.40.3-3"}', '2.40.3'],
		['{"version":"v2.29.7"}', '2.29.7'],
		['{"version":"v5.0.0-beta.1"}', '5.0.0'],
		['Docker Compose version v2.3.3', '2.3.3'],
	])('is the plugin that answers %s', async (answer, version) => {
		const { compose: calls } = compose({ docker: `echo '${answer}'` });
		expect(await calls.tool(call)).toEqual({ kind: 'plugin', version, program: ['docker', 'compose'] });
	});

	test('is the standalone program when docker has no plugin', async () => {
		const { compose: calls } = compose({ docker: noPlugin, 'docker-compose': 'echo 2.24.1' });
		expect(await calls.tool(call)).toEqual({ kind: 'standalone', version: '2.24.1', program: ['docker-compose'] });
	});

	test('is the standalone program when docker is not installed', async () => {
		const { compose: calls } = compose({ 'docker-compose': 'echo v2.24.1' });
		const own = { ...calls };
		expect((await own.tool(call)).kind).toBe('standalone');
	});

	test('is recognized in version 1, which cannot make a plan', async () => {
		const { compose: calls, files } = compose({ docker: noPlugin, 'docker-compose': 'echo 1.29.2' });
		expect((await calls.tool(call)).kind).toBe('v1');
		await expect(calls.read(files, { profiles: [], first: new Map() }, call)).rejects.toMatchObject({
			kind: 'unsupported',
			message: 'docker-compose 1.29.2 cannot print the project as JSON. A plan needs Compose 2.',
		});
	});

	test('is missed with the package that has it', async () => {
		const { compose: calls } = compose({ docker: noPlugin, 'docker-compose': 'exit 127' });
		await expect(calls.tool(call)).rejects.toMatchObject({ kind: 'unsupported', message: noComposeWords });
	});

	test('is missed in plimsoll’s own image with a way out', async () => {
		const fake = fakePrograms({ docker: 'exit 127', 'docker-compose': 'exit 127' });
		const calls = composeCalls(endpoint, { ...fake.env, PLIMSOLL_IMAGE: '1' });
		await expect(calls.tool(call)).rejects.toMatchObject({
			kind: 'unsupported',
			message: 'the image of plimsoll has no docker compose: run the command on the host, or plimsoll with Node',
		});
	});

	test('is looked for again after it was missed', async () => {
		const { compose: calls, folder, calls: seen } = compose({ docker: noPlugin, 'docker-compose': 'exit 127' });
		await expect(calls.tool(call)).rejects.toThrow(EngineError);
		await expect(calls.tool(call)).rejects.toThrow(EngineError);
		expect(seen(), folder).toHaveLength(4);
	});

	test('is looked for once when it is there', async () => {
		const { compose: calls, calls: seen } = compose({ docker: `echo '{"version":"2.40.3"}'` });
		await calls.tool(call);
		await calls.tool(call);
		expect(seen()).toEqual(['compose version --format json']);
	});

	test.each([
		['junk', 'docker compose version printed no version: junk'],
		['', 'docker compose version printed no version: nothing'],
		['{"version":', 'docker compose version printed no version: {"version":'],
		['[]', 'docker compose version printed no version: []'],
	])('that answers "%s" is refused with its words', async (answer, message) => {
		const { compose: calls } = compose({ docker: `echo '${answer}'`, 'docker-compose': 'exit 127' });
		await expect(calls.tool(call)).rejects.toMatchObject({ kind: 'unsupported', message });
	});

	test('starts nothing before the first call', () => {
		const { calls } = compose({ docker: 'echo' });
		expect(calls).toThrow(/ENOENT/);
	});

	test.each([
		['2.40.3', 'compose --progress json --ansi never -f FILE -p shop up -d'],
		['2.29.0', 'compose --progress json --ansi never -f FILE -p shop up -d'],
		['2.28.1', 'compose --ansi never -f FILE -p shop up -d'],
		['5.0.0', 'compose --progress json --ansi never -f FILE -p shop up -d'],
	])('of version %s runs `%s`', async (version, expected) => {
		const {
			compose: calls,
			files,
			calls: seen,
		} = compose({
			docker: `[ "$2" = version ] && echo '{"version":"${version}"}'; exit 0`,
		});
		await drain(calls.run(files, { words: ['up', '-d'], profiles: [] }, call));
		expect(seen().at(-1)).toBe(expected.replace('FILE', files.configFiles[0]!));
	});

	test('of version 1 runs without colours', async () => {
		const { compose: calls, files, calls: seen } = compose({ docker: noPlugin, 'docker-compose': 'echo 1.29.2' });
		await drain(calls.run(files, { words: ['up', '-d'], profiles: [] }, call));
		expect(seen().at(-1)).toBe(`--no-ansi -f ${files.configFiles[0]} -p shop up -d`);
	});
});
