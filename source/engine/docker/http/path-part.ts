import { EngineError } from '../../errors.js';

/**
 * The id or name of a container, network, volume or exec as a part of a path. Ids come from the engine and are not trusted:
 * throws an EngineError (`bad-request`) for one that leads to another path (`../images/x`), and encodes every special
 * character. A volume of a plugin may have slashes in its name.
 */
export function idPart(id: string): string {
	if (id.trim() === '') {
		throw refused('value is empty');
	}
	if (hasStep(id)) {
		throw refused(`${JSON.stringify(id)} would lead elsewhere`);
	}
	return encoded(id);
}

/**
 * An image's reference as a part of a path: slashes, colons and @ stay, as docker's client sends them. Throws as `idPart`
 * does.
 */
export function referencePart(reference: string): string {
	if (reference.trim() === '' || hasStep(reference)) {
		throw new EngineError('bad-request', `invalid reference format: ${JSON.stringify(reference)}`);
	}
	return encoded(reference).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@');
}

/** Go's servers and most proxies clean a path: a part like `..` would lead to another one. */
const hasStep = (text: string): boolean =>
	text.split(/[/\\]/).some(part => part === '' || part === '.' || part === '..');

const refused = (why: string): EngineError => new EngineError('bad-request', `invalid name or ID: ${why}`);

function encoded(text: string): string {
	try {
		return encodeURIComponent(text);
	} catch (cause) {
		throw new EngineError('bad-request', `invalid name or ID: ${JSON.stringify(text)} is not text`, { cause });
	}
}
