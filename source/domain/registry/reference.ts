import type { Parsed } from '../parsed.js';
import { hubKey } from './registry.js';

/** An image reference, normalized: `docker.io/library/ubuntu:22.04@sha256:…`. */
export type Reference = {
	/** `docker.io`, `localhost:5000`, … */
	readonly domain: string;
	/** `library/ubuntu` */
	readonly path: string;
	readonly tag?: string;
	readonly digest?: string;
};

// Source: distribution/reference regexp.go.
const component = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${component}(?:\\.${component})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathComponent = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const path = `${pathComponent}(?:/${pathComponent})*`;
const digestPattern = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const tagPattern = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const grammar = new RegExp(`^(${host})/(${path})(?::(${tagPattern}))?(?:@(${digestPattern}))?$`);
const nameLimit = 255;
const hexLength: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * Reads a reference as docker does; the error is docker's message.
 * Source: distribution/reference normalize.go, ParseNormalizedNamed, and reference.go, Parse.
 */
export function parseReference(text: string): Parsed<Reference> {
	const fail = (error: string) => ({ ok: false, error }) as const;
	if (/^[a-f0-9]{64}$/.test(text)) {
		return fail(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
	}
	const { domain, remainder } = splitDomain(text);
	const remote = remainder.split(':', 1)[0]!;
	if (remote.toLowerCase() !== remote) {
		return fail(`invalid reference format: repository name (${remote}) must be lowercase`);
	}
	// No valid reference is longer. The check keeps the slow regular expression away from a pasted file.
	const match = text.length > 2000 ? null : grammar.exec(`${domain}/${remainder}`);
	if (!match) {
		return fail('invalid reference format');
	}
	const [, matchedDomain, matchedPath, tag, digest] = match;
	if (matchedPath!.length > nameLimit) {
		return fail(`repository name must not be more than ${nameLimit} characters`);
	}
	const digestError = digest === undefined ? undefined : digestProblem(digest);
	if (digestError !== undefined) {
		return fail(digestError);
	}
	const value = { domain: matchedDomain!, path: matchedPath!, ...(tag && { tag }), ...(digest && { digest }) };
	return { ok: true, value };
}

/** Domain and path as docker prints them: without `docker.io/` and `library/`. */
export function familiarName({ domain, path: full }: Reference): string {
	if (domain !== 'docker.io') {
		return `${domain}/${full}`;
	}
	return /^library\/[^/]+$/.test(full) ? full.slice('library/'.length) : full;
}

/** The reference as docker prints it: `ubuntu:22.04`. */
export function familiar(reference: Reference): string {
	return familiarName(reference) + suffix(reference);
}

/** Shortens a name with Docker Hub's host, which only Podman writes (`docker.io/library/ubuntu`), to docker's form. */
export function withoutHub(name: string): string {
	if (!name.startsWith('docker.io/')) {
		return name;
	}
	const parsed = parseReference(name);
	return parsed.ok ? familiar(parsed.value) : name;
}

/** The whole reference: `docker.io/library/ubuntu:22.04`. */
export function canonical(reference: Reference): string {
	return `${reference.domain}/${reference.path}${suffix(reference)}`;
}

/** The reference with `latest` when it has neither tag nor digest. */
export function withDefaultTag(reference: Reference): Reference {
	return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

/** The key under which the docker CLI stores credentials for the reference's registry. */
export function registryOf({ domain }: Reference): string {
	return domain === 'docker.io' ? hubKey : domain;
}

/** Returns the engine's message for an invalid container name; undefined for a valid name. Source: moby daemon/names. */
export function containerNameProblem(name: string): string | undefined {
	if (/^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
		return undefined;
	}
	return `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`;
}

const suffix = ({ tag, digest }: Reference) => `${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;

/**
 * Splits off the text before the first slash if it looks like a domain.
 * Source: distribution/reference normalize.go, splitDockerDomain.
 */
function splitDomain(text: string): { readonly domain: string; readonly remainder: string } {
	const slash = text.indexOf('/');
	if (slash === -1) {
		return { domain: 'docker.io', remainder: `library/${text}` };
	}
	const first = text.slice(0, slash);
	const looksLikeDomain = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
	const domain = !looksLikeDomain || first === 'index.docker.io' ? 'docker.io' : first;
	const remainder = looksLikeDomain ? text.slice(slash + 1) : text;
	return domain === 'docker.io' && !remainder.includes('/')
		? { domain, remainder: `library/${remainder}` }
		: { domain, remainder };
}

/** Source: opencontainers/go-digest digest.go, Validate. */
function digestProblem(digest: string): string | undefined {
	const [algorithm = '', hex = ''] = digest.split(':');
	const length = hexLength[algorithm];
	if (length === undefined) {
		return 'unsupported digest algorithm';
	}
	if (hex.length !== length) {
		return 'invalid checksum digest length';
	}
	return /^[a-f0-9]+$/.test(hex) ? undefined : 'invalid checksum digest format';
}
