import { parseReference } from '../../domain/reference.js';
import { EngineError } from '../errors.js';

/** An image's name as docker's client sends it: `docker.io/library/ubuntu`. What the grammar refuses is left to the engine. */
export function imageName(repository: string): string {
	const parsed = parseReference(repository);
	return parsed.ok ? `${parsed.value.domain}/${parsed.value.path}` : repository;
}

/**
 * Name and tag of what to pull or push: `latest` when there is neither tag nor digest. Throws an EngineError
 * (`bad-request`) in docker's words.
 */
export function nameAndTag(reference: string): { name: string; tag: string } {
	const parsed = parseReference(reference);
	if (!parsed.ok) throw new EngineError('bad-request', parsed.error);
	const { digest, tag } = parsed.value;
	return { name: imageName(reference), tag: digest ?? tag ?? 'latest' };
}
