import type { ApiRequest } from '../../domain/commands/api-request.js';
import { createNetworkCommand, removeNetworkCommand } from '../../domain/commands/network.js';
import { connectCommand, disconnectCommand } from '../../domain/commands/network-attachment.js';
import { sanitizeDeep } from '../../domain/text/sanitize.js';
import type { Call, NetworkCalls } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import { idPart } from './http/path-part.js';
import { type Wire, workTimeoutMs } from './http/request.js';
import { toNetwork } from './map/network.js';
import { listAnswer, object, objectAnswer, text } from './map/values.js';
import { pruneOf } from './prune.js';

/** All calls about networks. */
export function networkCalls(wire: Wire): NetworkCalls {
	const send = (request: ApiRequest, { signal }: Call) =>
		wire.json(encodeRequest(() => request, { signal, timeoutMs: workTimeoutMs }));
	/** Podman answers to these with a word that is not JSON. */
	const attach = async (request: ApiRequest, call: Call): Promise<void> => {
		await (wire.client.product === 'Podman'
			? wire.head(encodeRequest(() => request, { signal: call.signal, timeoutMs: workTimeoutMs }))
			: send(request, call));
	};
	return {
		async list({ signal }) {
			return listAnswer(await wire.json({ method: 'GET', path: '/networks', signal })).map(toNetwork);
		},
		async inspect(id, { signal }) {
			const answer = objectAnswer(await wire.json({ method: 'GET', path: `/networks/${idPart(id)}`, signal }));
			return { network: toNetwork(answer), raw: sanitizeDeep(answer, { keepNewlines: true }) };
		},
		async create(network, call) {
			const request = createNetworkCommand.request(network, wire.client.apiVersion);
			const answer = object(await send(request, call));
			return { id: text(answer.Id), warning: text(answer.Warning) };
		},
		async remove(id, call) {
			await send(removeNetworkCommand.request(id), call);
		},
		async connect(id, options, call) {
			await attach(connectCommand.request(id, options), call);
		},
		async disconnect(id, options, call) {
			await attach(disconnectCommand.request(id, options), call);
		},
		prune: pruneOf(wire, 'network', 'NetworksDeleted'),
	};
}
