import type { Image, ImageDetail, ImageManifest, Layer } from '../../../domain/nouns/image.js';
import { compareExposed } from '../../../domain/ports/ports.js';
import { parseReference, withoutHub } from '../../../domain/registry/reference.js';
import { sanitizeDeep } from '../../../domain/text/sanitize.js';
import { count, dictionary, object, objectAnswer, objects, text, texts, time } from './values.js';

/** A row of `GET /images/json`. */
export function toImage(value: unknown): Image {
	const raw = object(value);
	return {
		id: text(raw.Id),
		parentId: text(raw.ParentId),
		tags: localTagsFirst(references(raw.RepoTags)),
		digests: references(raw.RepoDigests),
		createdAt: count(raw.Created) * 1000,
		size: count(raw.Size),
		containers: typeof raw.Containers === 'number' ? raw.Containers : -1,
		labels: dictionary(raw.Labels),
	};
}

/** Podman leaves the algorithm out of some answers. */
export const imageId = (id: string): string => (/^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id);

/** References in docker's short form; docker writes `<none>:<none>` for none. */
function references(value: unknown): string[] {
	return texts(value)
		.filter(name => !name.includes('<none>'))
		.map(withoutHub);
}

/** The engine sorts tags by letters, so a tag with a registry's host may come before the image's own tag. */
function localTagsFirst(tags: readonly string[]): readonly string[] {
	if (tags.length < 2) {
		return tags;
	}
	const hasHost = (tag: string) => {
		const parsed = parseReference(tag);
		return parsed.ok && parsed.value.domain !== 'docker.io';
	};
	return [...tags.filter(tag => !hasHost(tag)), ...tags.filter(hasHost)];
}

/** The answer of `GET /images/{name}/json`. */
export function toImageDetail(value: unknown): ImageDetail {
	const { Manifests, ...raw } = object(value);
	const config = object(raw.Config);
	return {
		id: text(raw.Id),
		architecture: text(raw.Architecture) + (text(raw.Variant) && `/${text(raw.Variant)}`),
		os: text(raw.Os),
		author: text(raw.Author),
		comment: text(raw.Comment),
		entrypoint: texts(config.Entrypoint),
		cmd: texts(config.Cmd),
		env: texts(config.Env),
		user: text(config.User),
		workdir: text(config.WorkingDir),
		exposedPorts: Object.keys(dictionary(config.ExposedPorts)).sort(compareExposed),
		volumes: Object.keys(dictionary(config.Volumes)),
		labels: dictionary(config.Labels),
		layers: texts(object(raw.RootFS).Layers),
		manifests: objects(Manifests).map(toManifest),
		// `docker image inspect` does not ask for the manifests.
		raw: sanitizeDeep(raw, { keepNewlines: true }),
	};
}

/** Source: moby api/types/image/manifest.go, ManifestSummary. */
function toManifest(raw: Readonly<Record<string, unknown>>): ImageManifest {
	const { Platform, Size } = object(raw.ImageData);
	return {
		kind: raw.Kind === 'image' || raw.Kind === 'attestation' ? raw.Kind : 'unknown',
		digest: text(raw.ID),
		platform: toPlatform(Platform),
		available: raw.Available === true,
		content: count(object(raw.Size).Content),
		unpacked: count(object(Size).Unpacked),
		about: text(object(raw.AttestationData).For),
	};
}

/** An OCI platform as docker's flag spells it: `linux/arm64/v8`. */
function toPlatform(value: unknown): string {
	const { os, architecture, variant } = object(value);
	return [os, architecture, variant].map(text).filter(Boolean).join('/');
}

/** The answer of `GET /distribution/{name}/json`: each platform once. An attestation has the platform `unknown/unknown`. */
export function toPlatforms(value: unknown): readonly string[] {
	const all = objects(objectAnswer(value).Platforms).map(toPlatform);
	return [...new Set(all)].filter(platform => platform !== '' && !platform.startsWith('unknown'));
}

/** A step of `GET /images/{name}/history`; Podman sends times as text. */
export function toLayer(value: unknown): Layer {
	const raw = object(value);
	return {
		id: text(raw.Id),
		createdAt: typeof raw.Created === 'number' ? Math.max(0, raw.Created * 1000) : time(raw.Created),
		createdBy: text(raw.CreatedBy),
		size: count(raw.Size),
		comment: text(raw.Comment),
		tags: references(raw.Tags),
	};
}
