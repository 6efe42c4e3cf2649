import type { Image, ImageDetail, Layer } from '../../../domain/nouns/image.js';
import { familiar, parseReference } from '../../../domain/registry/reference.js';
import { sanitizeDeep } from '../../../domain/text/sanitize.js';
import { count, dictionary, object, text, texts, time } from './values.js';

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

/** References in docker's short form; docker writes `<none>:<none>` for none. */
function references(value: unknown): string[] {
	return texts(value)
		.filter(name => !name.includes('<none>'))
		.map(short);
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

function short(name: string): string {
	// Only Podman writes Docker Hub's host.
	if (!name.startsWith('docker.io/')) {
		return name;
	}
	const parsed = parseReference(name);
	return parsed.ok ? familiar(parsed.value) : name;
}

/** The answer of `GET /images/{name}/json`. */
export function toImageDetail(value: unknown): ImageDetail {
	const raw = object(value);
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
		exposedPorts: Object.keys(dictionary(config.ExposedPorts)),
		volumes: Object.keys(dictionary(config.Volumes)),
		labels: dictionary(config.Labels),
		layers: texts(object(raw.RootFS).Layers),
		raw: sanitizeDeep(value, { keepNewlines: true }),
	};
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
