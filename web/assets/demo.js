// Whether this is the demo, where anybody may be anybody: the server writes it into each page.
export const inDemo = 'demo' in document.documentElement.dataset;
export const isDemo = Promise.resolve(inDemo);
