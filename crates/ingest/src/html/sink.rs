//! The tree of a page while it is built, watched: it never grows deeper or larger than what is read afterwards.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use dom_query::{Document, NodeId};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

use super::MAX_DEPTH;

/// A document that counts what is put into it, and how deep. Errors of the parser are not kept.
#[derive(Default)]
pub struct Watched {
    document: Document,
    /// The depth of the deepest node so far, up to one beyond the bound.
    depth: Cell<usize>,
    /// How often something was put into the tree.
    n_steps: Cell<u64>,
}

impl Watched {
    /// Whether a node lies deeper than any that is read.
    pub fn is_too_deep(&self) -> bool {
        self.depth.get() > MAX_DEPTH
    }

    /// How many nodes were made, those included that were taken out again.
    pub fn n_nodes(&self) -> usize {
        self.document.tree.len()
    }

    /// How often something was put into the tree: unchanged while the parser is inside one tag.
    pub fn n_steps(&self) -> u64 {
        self.n_steps.get()
    }

    fn step(&self) {
        self.n_steps.set(self.n_steps.get() + 1);
    }

    fn step_below(&self, parent: &NodeId) {
        self.step();
        let depth = 1 + self.document.tree.ancestor_ids_of_it(parent, Some(MAX_DEPTH)).count();
        self.depth.set(self.depth.get().max(depth));
    }
}

impl TreeSink for Watched {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    /// Nearly every page has errors, and a hostile one has one a byte.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.document.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.step_below(parent);
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.step_below(element);
        self.step_below(previous);
        self.document.append_based_on_parent_node(element, previous, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.step_below(sibling);
        self.document.append_before_sibling(sibling, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.step();
        self.document.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.step();
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.step_below(new_parent);
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}
