import {
	firstContainers,
	likelyProfiles,
	makePlan,
	type PlannedProject,
} from '../../../../domain/compose/plan/make-plan.js';
import { type ComposeFiles, type ComposeModel, imageOf } from '../../../../domain/compose/plan/model.js';
import type { Observed, ObservedContainer } from '../../../../domain/compose/plan/observed.js';
import { nameOf } from '../../../../domain/compose/plan/place-facets.js';
import type { Choices } from '../../../../domain/compose/plan/plan.js';
import type { Container } from '../../../../domain/nouns/container.js';
import type { Raw } from '../../../../domain/run/inspect/raw.js';
import type { Engine } from '../../../../engine/engine.js';
import { kindOf } from '../../../failure.js';

/** Requests at once: a project may have hundreds of containers. */
const maxParallel = 8;

/**
 * Reads a project's files and its containers, and plans `up`. Without `profiles` those are on that the present containers
 * need. Changes nothing on the engine.
 */
export async function planProject(
	engine: Engine,
	files: ComposeFiles,
	choices: Omit<Choices, 'profiles'> & { readonly profiles?: readonly string[] | undefined },
	signal: AbortSignal,
): Promise<PlannedProject> {
	const named = files.name === '' ? undefined : await containersOf(engine, files.name, signal);
	const listed = named ?? [];
	const asObserved = (containers: readonly Container[]) =>
		containers.map((container): ObservedContainer => ({ container, inspect: {}, image: undefined }));
	const read = (containers: readonly Container[]) =>
		engine.compose.read(
			files,
			{
				profiles: choices.profiles ?? (all => likelyProfiles(all, { containers: asObserved(containers) })),
				first: firstContainers({ containers: asObserved(containers) }),
			},
			{ signal },
		);
	let reading = await read(listed);
	let containers = listed;
	// Only compose can compute the name of a project that was found by its file.
	if (named === undefined) {
		containers = await containersOf(engine, reading.model.name, signal);
		reading = containers.length > 0 ? await read(containers) : reading;
	}
	const observed = await observe(engine, reading.model, containers, signal);
	const chosen: Choices = { ...choices, profiles: reading.on };
	return {
		files: { ...files, name: reading.model.name },
		plan: makePlan(reading, observed, chosen),
		reading,
		observed,
		choices: chosen,
	};
}

/** The containers of a project in the engine's order. Compose ignores those without a hash. */
async function containersOf(engine: Engine, project: string, signal: AbortSignal): Promise<readonly Container[]> {
	const filters = { label: [`com.docker.compose.project=${project}`, 'com.docker.compose.config-hash'] };
	return engine.containers.list({ signal, filters });
}

async function observe(
	engine: Engine,
	model: ComposeModel,
	containers: readonly Container[],
	signal: AbortSignal,
): Promise<Observed> {
	const imageNames = Object.entries(model.services).map(([name, service]) => imageOf(service, name, model.name));
	const ids = [...new Set(containers.map(({ imageId }) => imageId))];
	const networkNames = Object.keys(model.networks).map(key => nameOf(model, 'networks', key));
	const inspect = (id: string) => rawOf(engine.containers.inspect(id, { signal }));
	const [inspected, images, imageIds, networks, volumes] = await Promise.all([
		inParallel(containers, async container => ({ container, inspect: await inspect(container.id) })),
		inParallel(ids, async id => [id, await rawOf(engine.images.inspect(id, { signal }))] as const),
		inParallel([...new Set(imageNames)], async name => [name, await imageId(engine, name, signal)] as const),
		networksOf(engine, new Set(networkNames), signal),
		engine.volumes.list({ signal }),
	]);
	const imagesById = new Map(images);
	return {
		// A container that is gone meanwhile is left out.
		containers: inspected.flatMap(({ container, inspect: raw }) =>
			raw === undefined ? [] : [{ container, inspect: raw, image: imagesById.get(container.imageId) }],
		),
		imageIds: new Map(imageIds.flatMap(([name, id]) => (id === undefined ? [] : [[name, id]]))),
		networks,
		volumes,
	};
}

async function networksOf(engine: Engine, names: ReadonlySet<string>, signal: AbortSignal) {
	const all = (await engine.networks.list({ signal })).filter(({ name }) => names.has(name));
	const details = await inParallel(all, network => orUndefined(engine.networks.inspect(network.id, { signal })));
	return details.flatMap(detail => (detail ? [{ network: detail.network, inspect: detail.raw as Raw }] : []));
}

const imageId = async (engine: Engine, name: string, signal: AbortSignal): Promise<string | undefined> =>
	(await orUndefined(engine.images.inspect(name, { signal })))?.id;

async function rawOf(answer: Promise<{ readonly raw: unknown }>): Promise<Raw | undefined> {
	const detail = await orUndefined(answer);
	return detail && (detail.raw as Raw);
}

/** The answer, or undefined if the object does not exist. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
	try {
		return await answer;
	} catch (error) {
		if (kindOf(error) === 'not-found') {
			return undefined;
		}
		throw error;
	}
}

/** Maps items with a bounded number of requests at once. */
async function inParallel<T, R>(items: readonly T[], call: (item: T) => Promise<R>): Promise<readonly R[]> {
	const results: R[] = [];
	let next = 0;
	const work = async () => {
		for (let index = next++; index < items.length; index = next++) {
			results[index] = await call(items[index]!);
		}
	};
	await Promise.all(Array.from({ length: Math.min(maxParallel, items.length) }, work));
	return results;
}
