import { readFile } from 'node:fs/promises';
import type { AgentOptions } from 'node:https';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';

/**
 * Reads ca.pem, cert.pem and key.pem of an endpoint's TLS folder. As for the docker CLI, `DOCKER_CERT_PATH` must have a
 * ca.pem; a context without one trusts the system's authorities. Throws an EngineError (`tls`) that names the missing or
 * unreadable file, or the folder when the files do not fit together.
 */
export async function readTls(endpoint: Endpoint): Promise<AgentOptions> {
	if (!endpoint.tls) {
		return {};
	}
	const { folder, verify } = endpoint.tls;
	const [ca, cert, key] = await Promise.all(
		['ca.pem', 'cert.pem', 'key.pem'].map(name => readPem(join(folder, name), name === 'ca.pem' && !endpoint.context)),
	);
	if (cert && !key) {
		throw failure(`open ${join(folder, 'key.pem')}: no such file or directory`);
	}
	if (key && !cert) {
		throw failure(`open ${join(folder, 'cert.pem')}: no such file or directory`);
	}
	try {
		return { secureContext: createSecureContext({ ca, cert, key }), rejectUnauthorized: verify };
	} catch (error) {
		const { reason, message } = error as Error & { reason?: string };
		throw failure(`the certificates in ${folder} cannot be used: ${reason ?? message}`, error);
	}
}

async function readPem(path: string, isRequired: boolean): Promise<string | undefined> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code !== 'ENOENT') {
			throw failure(`open ${path}: ${message}`, error);
		}
		if (isRequired) {
			throw failure(`open ${path}: no such file or directory`, error);
		}
		return undefined;
	}
	if (!text.includes('-----BEGIN ')) {
		throw failure(`${path} seems invalid: it has no PEM block`);
	}
	return text;
}

function failure(message: string, cause?: unknown): EngineError {
	return new EngineError('tls', message, { cause });
}
