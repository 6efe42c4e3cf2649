import { type ComposeTool, noComposeWords, versionIn } from '../../../domain/compose/up/tool.js';
import { missingInImage } from '../../../domain/own-image.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';
import { answerOf } from './child.js';
import type { Place } from './place.js';

/** Finds the compose program at a place. Rejects with `unsupported` when there is none. */
export async function detectTool(place: Place, signal: AbortSignal): Promise<ComposeTool> {
	const where = place.host === undefined ? {} : { host: place.host };
	const plugin = ['docker', 'compose'];
	const first = await answerOf(place.command([...plugin, 'version', '--format', 'json']), signal);
	const version = first.code === 0 ? versionOf(first.stdout) : undefined;
	if (version !== undefined) {
		return { kind: 'plugin', version, program: plugin, ...where };
	}
	const second = await answerOf(place.command(['docker-compose', 'version', '--short']), signal);
	const own = second.code === 0 ? versionIn(second.stdout) : undefined;
	if (own !== undefined) {
		return { kind: own.startsWith('1.') ? 'v1' : 'standalone', version: own, program: ['docker-compose'], ...where };
	}
	// ssh has one exit status for all its own failures.
	if (place.host !== undefined && first.code === 255) {
		throw new EngineError('unreachable', sanitize(first.stderr.trim() || `ssh to ${place.host} failed`));
	}
	if (first.code === 0) {
		const line = sanitize(first.stdout.trim().split('\n')[0] ?? '').slice(0, 200);
		throw new EngineError('unsupported', `docker compose version printed no version: ${line || 'nothing'}`);
	}
	const inImage = missingInImage(place.command(plugin).env, 'docker compose');
	if (place.host === undefined && inImage !== undefined) {
		throw new EngineError('unsupported', `${inImage}: run the command on the host, or plimsoll with Node`);
	}
	throw new EngineError('unsupported', place.host === undefined ? noComposeWords : `${place.host}: ${noComposeWords}`);
}

/** The version in `{"version":"2.40.3"}`, or in a sentence of another spelling that names compose. */
function versionOf(text: string): string | undefined {
	try {
		const { version } = JSON.parse(text) as { version?: unknown };
		return typeof version === 'string' ? versionIn(version) : undefined;
	} catch {
		return /compose/i.test(text) ? versionIn(text) : undefined;
	}
}
