import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadSettings } from '../../source/config/load.js';
import { sanitize } from '../../source/domain/text/sanitize.js';
import { textField } from '../../source/engine/docker/build/protobuf.js';
import { TraceDecoder } from '../../source/engine/docker/build/trace.js';
import { attemptOf } from '../../source/engine/docker/connect/connect.js';
import { cliSettings } from '../../source/engine/docker/connect/settings/pick-context.js';
import { dockerContexts, resolveEndpoint } from '../../source/engine/docker/connect/settings/resolve.js';
import { ChildError } from '../../source/engine/docker/connect/ssh/child-stream.js';
import { loadCredentials } from '../../source/engine/docker/registry/credentials.js';
import { EngineError, type EngineErrorKind } from '../../source/engine/errors.js';
import { createFiles } from '../../source/runtime/files.js';
import { insertText, textEdit } from '../../source/state/modals/text-edit.js';
import fc from '../helpers/fast-check.js';
import { forbidden, hostileBytes, hostileText, textsIn } from './hostile.js';

const folders: string[] = [];
const scratch = () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'edges-'));
	folders.push(folder);
	return folder;
};
afterEach(() => {
	for (const folder of folders.splice(0)) {
		rmSync(folder, { recursive: true, force: true });
	}
});

function expectClean(value: unknown): void {
	for (const [where, text] of textsIn(value)) {
		if (forbidden.test(text)) {
			throw new Error(`${where}: ${JSON.stringify(text)}`);
		}
	}
}
const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
const runs = (numRuns: number) => ({ numRuns });

describe('texts that do not come from the engine are sanitized', () => {
	test('in the message of every error', () => {
		const kinds = fc.constantFrom<EngineErrorKind>('stream', 'server', 'protocol', 'tls');
		fc.assert(
			fc.property(kinds, hostileText, (kind, text) => expectClean(new EngineError(kind, text).message)),
			runs(1000),
		);
	});

	test('in the errors of ssh, TLS and the system when a connection fails', () => {
		const endpoint = { url: 'ssh://h', origin: 'test' };
		const codes = fc.constantFrom('ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO', 'ERR_SSL_X', 'CERT_HAS_EXPIRED', 'ODD');
		fc.assert(
			fc.property(hostileText, codes, (text, code) => {
				for (const error of [
					new ChildError(text, 255),
					Object.assign(new Error(text), { code, reason: text }),
					Object.assign(new Error(text), { code }),
				]) {
					expectClean(attemptOf(error, endpoint, 'linux'));
				}
			}),
			runs(500),
		);
	});

	test('in names, descriptions and hosts of contexts, and in DOCKER_HOST', async () => {
		await fc.assert(
			fc.asyncProperty(hostileText, hostileText, hostileText, async (name, host, description) => {
				const folder = scratch();
				const meta = path.join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
				mkdirSync(meta, { recursive: true });
				writeFileSync(
					path.join(meta, 'meta.json'),
					JSON.stringify({ Name: name, Metadata: { Description: description }, Endpoints: { docker: { Host: host } } }),
				);
				writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ currentContext: name }));
				const env = { DOCKER_CONFIG: folder };
				expectClean(await dockerContexts(cliSettings({}, env)).catch(words));
				expectClean(await resolveEndpoint(cliSettings({}, env)).then(({ candidates }) => candidates, words));
				for (const scheme of ['', 'unix://', 'tcp://', 'ssh://']) {
					expectClean(
						await resolveEndpoint(cliSettings({}, { ...env, DOCKER_HOST: `${scheme}${host}` })).then(
							({ candidates }) => candidates,
							words,
						),
					);
				}
			}),
			runs(100),
		);
	});

	test('in stored registries and their users', async () => {
		await fc.assert(
			fc.asyncProperty(hostileText, hostileText, async (server, user) => {
				const folder = scratch();
				const auth = Buffer.from(`${user}:x`).toString('base64');
				writeFileSync(
					path.join(folder, 'config.json'),
					JSON.stringify({ auths: { [server]: { auth } }, credHelpers: { a: server } }),
				);
				const credentials = loadCredentials({ DOCKER_CONFIG: folder, PATH: '/nonexistent' });
				expectClean(await credentials.list().catch(words));
				expectClean(await credentials.get('a').then(() => '', words));
			}),
			runs(100),
		);
	});

	test('in a valid and in an invalid config file', async () => {
		const name = path.join(scratch(), 'config.yaml');
		const content = fc.oneof(
			hostileBytes,
			hostileText.map(text =>
				Buffer.from(JSON.stringify({ theme: text, [text]: 1, keys: { [text]: text }, readOnly: [text] })),
			),
		);
		await fc.assert(
			fc.asyncProperty(content, async bytes => {
				writeFileSync(name, bytes);
				expectClean(await loadSettings(name, {}));
			}),
			runs(300),
		);
	});

	test('in file names for completion', async () => {
		const folder = scratch();
		for (const name of ['plain', '\x1b]0;owned\x07', 'a\nb', '\u202egpj.exe', 'é日']) {
			writeFileSync(path.join(folder, name), '');
		}
		expect(await createFiles(folder).complete('', 'paths')).toEqual(['plain', 'é日']);
	});

	test('in typed and pasted text', () => {
		fc.assert(
			fc.property(hostileText, hostileText, (before, pasted) => {
				const edit = insertText(textEdit(sanitize(before)), pasted);
				expect(edit.text).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
			}),
			runs(1000),
		);
	});

	test('in a complete and in a cut trace of a build', () => {
		const field = (number: number, bytes: Buffer) =>
			Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes]);
		const trace = hostileText.map(text => {
			const vertex = Buffer.concat([textField(1, text), textField(3, text), textField(7, text)]);
			const log = Buffer.concat([textField(1, text), textField(4, text)]);
			return Buffer.concat([
				field(1, vertex),
				field(2, Buffer.concat([textField(1, text), textField(2, text)])),
				field(3, log),
			]);
		});
		fc.assert(
			fc.property(fc.oneof(trace, hostileBytes), bytes => {
				let seen: unknown;
				try {
					seen = new TraceDecoder().decode(bytes.toString('base64'));
				} catch (error) {
					seen = words(error);
				}
				expectClean(seen);
			}),
			runs(1000),
		);
	});
});

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
