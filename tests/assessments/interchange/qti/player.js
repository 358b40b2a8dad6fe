// Shows one item after another in qti-components and answers each as often as it is asked to.
const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

async function shown(xml) {
  const container = document.querySelector("item-container");
  const connected = new Promise((done) =>
    document.addEventListener("qti-assessment-item-connected", (event) => done(event.detail ?? event.target), { once: true }),
  );
  container.itemXML = xml;
  await connected;
  await settled();
  return container.shadowRoot.querySelector("qti-assessment-item");
}

function outcome(item, name) {
  return item.variables.find((variable) => variable.identifier === name)?.value ?? null;
}

function visible(item) {
  return [...item.querySelectorAll("qti-modal-feedback, qti-feedback-inline")]
    .filter((feedback) => feedback.showStatus === "on")
    .map((feedback) => feedback.getAttribute("identifier"));
}

window.play = async (xml, answers) => {
  const item = await shown(xml);
  const played = [];
  for (const answer of answers) {
    item.resetResponses();
    for (const [name, value] of Object.entries(answer)) item.updateResponseVariable(name, value);
    item.processResponse();
    await settled();
    played.push({ score: Number(outcome(item, "SCORE")), feedback: outcome(item, "FEEDBACK"), visible: visible(item) });
  }
  return played;
};

window.variables = async (xml) => {
  const item = await shown(xml);
  return { text: item.textContent, values: Object.fromEntries(item.variables.map(({ identifier, value }) => [identifier, value])) };
};
