//! Creates users in bulk: the call is accepted immediately, and the users are created a little later.

use axum::http::StatusCode;
use odc_identity_v1::types;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::call::{Call, HandlerResult, Reply};
use crate::api::json::{JsonResult, checked_build, with_nulls};
use crate::model::{BulkOperation, BulkResult, MOST_RECORDS, NewUser, Tenant};
use crate::problem::Problem;
use crate::wire_name::WireName;

#[derive(Debug, Deserialize)]
struct NewUsers {
    records: Vec<NewUser>,
}

/// `POST /users/bulk`: 1 to 100 records.
pub(super) fn create(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    let NewUsers { records } = call.body()?;
    if !(1..=MOST_RECORDS).contains(&records.len()) {
        return Err(Problem::bad_request("records must be 1 to 100"));
    }
    let operation = tenant.accept_bulk(records, call.now);
    Reply::json(StatusCode::ACCEPTED, &response(call, &operation)?)
}

/// `GET /users/bulk/{key}`.
pub(super) fn status(call: &Call, tenant: &mut Tenant) -> HandlerResult {
    // In the document the key is free text. Therefore a key that is not a UUID only means that there is no such
    // operation.
    let key = call.key("key").unwrap_or(Uuid::nil());
    let operation = tenant
        .bulk
        .get(key)
        .ok_or_else(|| Problem::not_found("bulk operation"))?;
    Reply::ok(&response(call, operation)?)
}

/// `BulkUserProfileOperationApiRecordBulkApiResponse`.
fn response(call: &Call, operation: &BulkOperation) -> JsonResult {
    let response = types::BulkUserOperation::builder()
        .key(operation.key)
        .status(operation.status(call.now).name())
        .build();
    let mut response = with_nulls(&checked_build(response)?, &["errorCode", "errorMessage"])?;
    let results = operation.records.iter().zip(&operation.results);
    let results: Vec<_> = results
        .map(|(record, result)| row(record, result))
        .collect::<Result<_, _>>()?;
    if let Value::Object(members) = &mut response {
        members.insert("operations".to_owned(), Value::Array(results));
    }
    Ok(response)
}

/// `BulkUserProfileOperationApiRecordBulkApiOperation`.
fn row(record: &NewUser, result: &BulkResult) -> JsonResult {
    let mut echo = types::BulkUserRecord::default();
    echo.email.clone_from(&record.email);
    echo.username.clone_from(&record.username);
    echo.subject.clone_from(&record.subject);
    let mut row = types::BulkUserResult::default();
    match result {
        BulkResult::Inserted(key) | BulkResult::Updated(key) => echo.key = Some(*key),
        BulkResult::Error { code, message } => {
            row.error_code = Some(code.clone());
            row.error_message = Some(message.clone());
        }
    }
    row.status = Some(match result {
        BulkResult::Inserted(_) => types::BulkRecordStatus::Inserted,
        BulkResult::Updated(_) => types::BulkRecordStatus::Updated,
        BulkResult::Error { .. } => types::BulkRecordStatus::Error,
    });
    let mut row = with_nulls(&row, &["errorCode", "errorMessage"])?;
    row["record"] = json!(with_nulls(&echo, &["key", "email", "username", "subject"])?);
    Ok(row)
}
