'use strict';

// The variables that the emulator's exec sets, and its recorded requests of a client.
const base = process.env.WALMART_BASE_URI.replace(/\/$/, '');
const control = process.env.WALMART_EMULATOR_CONTROL;

async function ask(method, path) {
    const response = await fetch(control + path, { method });
    if (!response.ok) {
        throw new Error(`${method} ${path}: ${response.status}`);
    }

    return response.status === 204 ? null : response.json();
}

module.exports = {
    base,
    clientId: process.env.WALMART_CLIENT_ID,
    clientSecret: process.env.WALMART_CLIENT_SECRET,
    forget: () => ask('DELETE', 'requests'),
    received: () => ask('GET', 'requests'),
    revoke: () => ask('POST', 'revoke'),

    /** Runs a call and gives its result and the requests that it sent. */
    async watch(call) {
        await module.exports.forget();
        const result = await call();
        return { result, sent: await module.exports.received() };
    },

    /** The ids of the emulator's rows, as its SampleData makes them. */
    purchaseOrderId: index => String(108800000000000 + index),
    returnOrderId: index => String(200000000000000 + index),
    sku: index => `SKU-${String(index).padStart(6, '0')}`,
};
